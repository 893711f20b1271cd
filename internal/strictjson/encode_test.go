package strictjson_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/internal/strictjson"
)

func TestMarshal(t *testing.T) {
	b := box{
		Format: format, Name: `<三阶> & "q" \` + "\u2028", Signed: -5, Open: true, Color: 1, Words: []string{"a", "b"},
		Things: []thing{{ID: "x", Tags: []tag{{Text: "t"}, {}}}, {ID: "y", Size: 2, Tags: []tag{}}},
		Deep:   deep{Flag: true, Ways: []thing{{ID: "w"}}},
	}
	want := `{
  "format": "test/v1",
  "name": "<三阶> & \"q\" \\` + "\u2028" + `",
  "count": 0,
  "signed": -5,
  "open": true,
  "color": "red",
  "words": ["a", "b"],
  "things": [
    {"id": "x", "tags": [{"text": "t"}, {}]},
    {"id": "y", "size": 2}
  ],
  "must": [],
  "deep": {
    "flag": true,
    "ways": [
      {"id": "w"}
    ]
  }
}
`
	got, err := strictjson.Marshal(b, strictjson.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	b.Deep.Ways = nil
	got, _ = strictjson.Marshal(b, strictjson.DefaultLimits())
	if want := "\"deep\": {\"flag\": true}\n"; !strings.Contains(string(got), want) {
		t.Errorf("an object without a list of objects stays on its line:\n%s", got)
	}
}

// TestMarshalRoot: the document has a member a line even without lists.
func TestMarshalRoot(t *testing.T) {
	got, err := strictjson.Marshal(box{Name: "x"}, strictjson.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"format\": \"\",\n  \"name\": \"x\",\n  \"count\": 0,\n  \"must\": []\n}\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

func TestMarshalRefuses(t *testing.T) {
	b := box{Name: "a\xff", Color: 7, Words: []string{"ok", "a\x1b", strings.Repeat("x", 9)}, Things: []thing{{ID: "\u009b"}}}
	limits := strictjson.DefaultLimits()
	limits.Text = 8
	out, err := strictjson.Marshal(b, limits)
	want := `/name: "a�" is not valid UTF-8; no reader would take the file
/color: "7" has no text form: unknown color "mauve"; want red or blue
/words/1: "a�" has the control character U+001B; no reader would take the file
/words/2: "xxxxxxxxx" is longer than 8 bytes; no reader would take the file
/things/0/id: "�" has the control character U+009B; no reader would take the file
`
	if diff := cmp.Diff(want, lines(err)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if out != nil {
		t.Errorf("something was written: %s", out)
	}
}

func texts() *rapid.Generator[string] {
	return rapid.StringOf(rapid.Rune().Filter(func(r rune) bool { return r >= ' ' && (r < 0x7F || r > 0x9F) }))
}

func boxes() *rapid.Generator[box] {
	tags := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) tag { return tag{texts().Draw(t, "text")} }), 0, 3)
	things := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) thing {
		return thing{ID: texts().Draw(t, "id"), Size: rapid.Int().Draw(t, "size"), Tags: tags.Draw(t, "tags")}
	}), 0, 3)
	return rapid.Custom(func(t *rapid.T) box {
		return box{
			Format: format, Name: texts().Draw(t, "name"), inner: inner{rapid.Int().Draw(t, "count")},
			Signed: rapid.Int64().Draw(t, "signed"), Small: rapid.Int8().Draw(t, "small"), Big: rapid.Uint64().Draw(t, "big"),
			Open: rapid.Bool().Draw(t, "open"), Color: color(rapid.IntRange(0, 2).Draw(t, "color")),
			Words:  rapid.SliceOfN(texts(), 0, 3).Draw(t, "words"),
			Things: things.Draw(t, "things"), Must: things.Draw(t, "must"),
			Deep: deep{Flag: rapid.Bool().Draw(t, "flag"), Ways: things.Draw(t, "ways")},
		}
	})
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := boxes().Draw(t, "box")
		first, err := strictjson.Marshal(b, strictjson.DefaultLimits())
		if err != nil {
			t.Fatalf("not written: %v", err)
		}
		again, err := decode(string(first))
		if err != nil {
			t.Fatalf("not read back: %v\n%s", err, first)
		}
		second, err := strictjson.Marshal(again, strictjson.DefaultLimits())
		if err != nil {
			t.Fatalf("not written again: %v", err)
		}
		if diff := cmp.Diff(string(first), string(second)); diff != "" {
			t.Errorf("written twice (-first +second):\n%s", diff)
		}
		if diff := cmp.Diff(b, again, cmp.AllowUnexported(box{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("read back (-want +got):\n%s", diff)
		}
	})
}

// FuzzDecode compares with encoding/json: whatever is accepted here must be
// accepted there, with the same value.
func FuzzDecode(f *testing.F) {
	f.Add(whole(`"name": "x", "things": [{"id": "a"}], "deep": {"ways": []}`))
	f.Add(whole(`"name": "\ud83d\ude00", "signed": -12, "color": "red", "open": false`))
	f.Add(`{"format": "test/v1", "count": 1.5, "must": [{"id": null}, [`)
	f.Fuzz(func(t *testing.T, in string) {
		got, err := decode(in)
		if err != nil {
			if lines(err) == "" {
				t.Fatalf("an error without findings: %#v", err)
			}
			return
		}
		var want box
		if err := json.Unmarshal([]byte(in), &want); err != nil {
			t.Fatalf("accepted, but encoding/json says %v", err)
		}
		a, err := strictjson.Marshal(got, strictjson.DefaultLimits())
		if err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		b, err := strictjson.Marshal(want, strictjson.DefaultLimits())
		if err != nil {
			t.Fatalf("read by encoding/json but not written: %v", err)
		}
		if diff := cmp.Diff(string(b), string(a)); diff != "" {
			t.Errorf("values differ (-encoding/json +strictjson):\n%s", diff)
		}
	})
}
