package strictjson_test

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
)

// endless repeats a text for ever.
type endless struct {
	start, text string
	at          int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		if e.at < len(e.start) {
			p[i] = e.start[e.at]
		} else {
			p[i] = e.text[(e.at-len(e.start))%len(e.text)]
		}
		e.at++
	}
	return len(p), nil
}

func TestEndless(t *testing.T) {
	const open = `{"format": "test/v1", "count": 1, "must": [], `
	small := strictjson.DefaultLimits()
	small.Bytes, small.Memory = 8<<20, 1<<20
	tests := []struct {
		name        string
		reason      string
		start, text string
		limits      strictjson.Limits
		want        string // of the last finding
	}{
		{"text", "two gigabytes of string, and more", open + `"name": "`, "x", strictjson.DefaultLimits(), "is a text longer than 65536 bytes"},
		{"escapes", "escapes count as what they stand for", open + `"name": "`, `\u4e09`, strictjson.DefaultLimits(), "is a text longer than 65536 bytes"},
		{"halves of pairs", "flawed text counts as well", open + `"name": "`, `\ud83d`, strictjson.DefaultLimits(), "is a text longer than 65536 bytes"},
		{"key", "keys are texts", open + `"`, "k", strictjson.DefaultLimits(), "is a text longer than 65536 bytes"},
		{"text of an unknown field", "what is skipped is bounded too", open + `"zzz": "`, "x", strictjson.DefaultLimits(), "is a text longer than 65536 bytes"},
		{"number", "digits without end", open + `"count": 1`, "1", strictjson.DefaultLimits(), "a number has more than 64 characters"},
		{"word", "letters without end", open + `"open": t`, "r", strictjson.DefaultLimits(), "is not a value of JSON"},
		{"blank space", "blanks before the document", "", " ", strictjson.DefaultLimits(), "more than 65536 bytes of blank space in a row"},
		{"blank lines", "blanks within the document", open, "\n", strictjson.DefaultLimits(), "more than 65536 bytes of blank space in a row"},
		{"blank end", "blanks after the document", whole(`"open": true`), "\n", strictjson.DefaultLimits(), "follows the end of the document"},
		{"depth", "lists in lists in an unknown field", open + `"zzz": `, "[", strictjson.DefaultLimits(), "objects and lists lie more than 32 deep in each other"},
		{"depth of objects", "objects in objects", open + `"zzz": `, `{"a":`, strictjson.DefaultLimits(), "objects and lists lie more than 32 deep in each other"},
		{"findings", "a finding for each element", open + `"things": [`, "{},", strictjson.DefaultLimits(), "too many findings, reading stopped here"},
		{"members", "a finding for each member", open, `"a":1,`, strictjson.DefaultLimits(), "too many findings, reading stopped here"},
		{"documents", "only the first counts", "", whole(`"open": true`), strictjson.DefaultLimits(), "follows the end of the document"},
		{"sound elements", "three bytes of file, many of memory", open + `"deep": {"ways": [{"id": "", "tags": [`, "{},", small, "the document needs more than 1048576 bytes of memory"},
		{"sound texts", "texts take memory", open + `"words": ["",`, `"` + strings.Repeat("x", 5000) + `",`, small, "the document needs more than 1048576 bytes of memory"},
		{"skipped elements", "no memory, but the bytes are bounded", open + `"zzz": [`, "1,", small, "the document is longer than 8388608 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := &endless{start: tt.start, text: tt.text}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			var b box
			d := strictjson.NewDecoder(in, tt.limits)
			d.Retain()
			_, err := d.DecodeOnly(&b, format)
			runtime.ReadMemStats(&after)
			var refused *finding.Error
			if !errors.As(err, &refused) {
				t.Fatalf("not refused: %v", err)
			}
			last := refused.Findings[len(refused.Findings)-1]
			if last.Problem != tt.want {
				t.Errorf("problem %q, want %q: %s", last.Problem, tt.want, tt.reason)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 12<<20 {
				t.Errorf("%d bytes were allocated to refuse it: %s", used, tt.reason)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	doc := whole(`"name": "abcdefgh", "signed": 12345678, "words": ["a", "b", "c"], "deep": {"ways": [{"id": "x", "tags": []}]}`)
	tests := []struct {
		name   string
		reason string
		limit  func(l *strictjson.Limits, by int)
		least  int // that accepts the document
		want   string
	}{
		{"bytes", "the last byte is allowed", func(l *strictjson.Limits, n int) { l.Bytes = int64(n) }, len(doc),
			fmt.Sprintf("line 3: the document is longer than %d bytes; split it by district\n", len(doc)-1)},
		{"depth", "the innermost list counts", func(l *strictjson.Limits, n int) { l.Depth = n }, 5,
			"line 2: /deep/ways/0/tags: objects and lists lie more than 4 deep in each other; no file of these needs that\n"},
		{"text", "keys are shorter here", func(l *strictjson.Limits, n int) { l.Text = n }, 8,
			"line 2: /name: \"abcdefgh\" is a text longer than 7 bytes; shorten it\n"},
		{"number", "all characters count", func(l *strictjson.Limits, n int) { l.Number = n }, 8,
			"line 2: /signed: \"1234567\" a number has more than 7 characters; shorten it\n"},
		{"elements", "the longest list counts", func(l *strictjson.Limits, n int) { l.Elements = n }, 3,
			"line 2: /words: the list has more than 2 elements; split the document by district\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			limits := strictjson.DefaultLimits()
			tt.limit(&limits, tt.least)
			if _, err := decodeWithin(doc, limits); err != nil {
				t.Errorf("refused at the limit: %v; %s", err, tt.reason)
			}
			tt.limit(&limits, tt.least-1)
			_, err := decodeWithin(doc, limits)
			if diff := cmp.Diff(tt.want, lines(err)); diff != "" {
				t.Errorf("beyond the limit (-want +got):\n%s", diff)
			}
		})
	}
}

// TestBytesOfEach: the limit of bytes is for each document, wherever it begins.
func TestBytesOfEach(t *testing.T) {
	document := func(length int) string {
		head, tail := `{"format": "test/v1", "count": 1, "must": [], "words": [`, `"x"]}`
		filler := length - len(head) - len(tail)
		return head + strings.Repeat(`"xx",`, filler/5) + strings.Repeat(" ", filler%5) + tail
	}
	limits := strictjson.DefaultLimits()
	limits.Bytes = 150_001
	for _, tt := range []struct {
		lengths []int
		want    int // documents read
	}{
		{[]int{150_001, 150_001, 7_000, 150_001}, 4},
		{[]int{90_000, 150_002}, 1},
		{[]int{150_002}, 0},
	} {
		in := ""
		for _, n := range tt.lengths {
			in += document(n)
		}
		d := strictjson.NewDecoder(strings.NewReader(in), limits)
		n := 0
		for ; d.More(); n++ {
			var b box
			if _, err := d.Decode(&b, format); err != nil {
				if !strings.Contains(err.Error(), "longer than 150001 bytes") {
					t.Error(err)
				}
				break
			}
		}
		if n != tt.want {
			t.Errorf("%d documents of %v bytes were read, want %d", n, tt.lengths, tt.want)
		}
	}
}

// TestMemory: what is decoded counts with its size, texts with their length.
func TestMemory(t *testing.T) {
	need := int64(len(format)) + int64(reflect.TypeFor[string]().Size()) + 3 + 2*int64(reflect.TypeFor[thing]().Size())
	doc := `{"format": "test/v1", "count": 1, "words": ["abc"], "must": [{"id": ""}, {"id": ""}]}`
	limits := strictjson.DefaultLimits()
	limits.Memory = need
	if _, err := decodeWithin(doc, limits); err != nil {
		t.Errorf("refused at the limit: %v", err)
	}
	limits.Memory = need - 1
	want := fmt.Sprintf("line 1: /must: the document needs more than %d bytes of memory; split it by district\n", need-1)
	_, err := decodeWithin(doc, limits)
	if diff := cmp.Diff(want, lines(err)); diff != "" {
		t.Errorf("beyond the limit (-want +got):\n%s", diff)
	}
}

func TestReaders(t *testing.T) {
	doc := whole(`"name": "三阶", "words": ["a", "\ud83d\ude00"]`)
	want, err := decode(doc)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is gone")
	tests := []struct {
		name   string
		reason string
		r      io.Reader
		want   error
	}{
		{"one byte at a time", "tokens may lie across reads", iotest.OneByteReader(strings.NewReader(doc)), nil},
		{"data with end", "a reader may return both at once", iotest.DataErrReader(strings.NewReader(doc)), nil},
		{"broken", "the reader's error is not a finding", io.MultiReader(strings.NewReader(doc[:30]), iotest.ErrReader(broken)), broken},
		{"broken after the document", "it is not known whether something followed", io.MultiReader(strings.NewReader(doc), iotest.ErrReader(broken)), broken},
		{"broken with data", "the data before it is read first", iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(doc))), iotest.ErrTimeout},
		{"never anything", "a reader that returns nothing must not hang", nothing{}, io.ErrNoProgress},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got box
			_, err := strictjson.NewDecoder(tt.r, strictjson.DefaultLimits()).DecodeOnly(&got, format)
			if !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want %v: %s", err, tt.want, tt.reason)
			}
			var refused *finding.Error
			if errors.As(err, &refused) {
				t.Errorf("a failing reader made findings: %v", err)
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(box{})); err == nil && diff != "" {
				t.Errorf("value (-want +got):\n%s", diff)
			}
		})
	}
}

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, nil }
