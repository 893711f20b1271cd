package strictjson_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
)

func TestDecode(t *testing.T) {
	in := `{
  "format": "test/v1", "name": "三阶 \u4e09\ud83d\ude00 \"\\\/",
  "count": -0, "signed": -9223372036854775808, "small": 127, "big": 18446744073709551615,
  "open": true, "color": "blue", "words": ["", "a"], "things": [],
  "must": [{"id": "x", "size": 3, "tags": [{"text": "t"}, {}]}],
  "deep": {"flag": false, "ways": [{"id": "w"}]}
}
`
	got, err := decode(in)
	if err != nil {
		t.Fatalf("a sound document was refused: %v", err)
	}
	want := box{
		Format: "test/v1", Name: "三阶 三😀 \"\\/", Signed: -1 << 63, Small: 127, Big: 1<<64 - 1,
		Open: true, Color: 2, Words: []string{"", "a"},
		Must: []thing{{ID: "x", Size: 3, Tags: []tag{{Text: "t"}, {}}}},
		Deep: deep{Ways: []thing{{ID: "w"}}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(box{})); diff != "" {
		t.Errorf("value (-want +got):\n%s", diff)
	}
}

// whole wraps members into a document with everything that is required.
func whole(members string) string {
	return "{\"format\": \"test/v1\", \"count\": 1, \"must\": [],\n" + members + "\n}"
}

func TestFindings(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		in     string
		want   string // all findings, a line each
	}{
		{"empty", "nothing to read", "", "line 1: the file is empty; write one JSON object"},
		{"blank", "blank space is no document either", " \n ", "line 2: the file ends within a value; it was cut off: write it again, whole"},
		{"byte order mark", "some readers stumble over it; the rest is still checked", "\ufeff" + whole(`"open": 1`), `line 1: the file starts with a byte order mark; save it as UTF-8 without one
line 2: /open: "1" is a number; want true or false`},
		{"half a byte order mark", "is no mark", "\xef\xbb" + whole(`"open": true`), `line 1: "�" is not valid UTF-8; save the file as UTF-8`},
		{"UTF-16", "the mark of UTF-16 gets the remedy", "\xff\xfe{\x00}\x00", `line 1: "�" is not expected here; want an object; save the file as UTF-8`},
		{"null document", "null is not an object", "null", `line 1: "null" stands for nothing; leave it out, or write an object`},
		{"list document", "the root is an object", "[1]", `line 1: "[…]" is a list; want an object`},
		{"number document", "the root is an object", "7", `line 1: "7" is a number; want an object`},
		{"text document", "the root is an object", `"x"`, `line 1: "x" is text; want an object`},
		{"empty object", "every required member is named", "{\n}", `line 1: /format: is missing; add "format": "test/v1"
line 1: /count: is missing; add it: a whole number
line 1: /must: is missing; add it: a list`},
		{"trailing data", "a second document is not ignored", whole(`"open": true`) + "\n{}", `line 4: "{" follows the end of the document; a file holds one document`},
		{"trailing brace", "nor is a stray bracket", whole(`"open": true`) + "}", `line 3: "}" follows the end of the document; a file holds one document`},

		{"unknown field", "a misspelled field must not be lost", whole(`"nmae": "x"`), `line 2: /nmae: "nmae" is an unknown field; did you mean "name"?`},
		{"unknown field unlike any", "then all fields are named", whole(`"zzzzzzzzzzzz": [1, {"a": null}]`), `line 2: /zzzzzzzzzzzz: "zzzzzzzzzzzz" is an unknown field; remove it; fields here are format, name, count, signed, small, big, open, color, words, things, must, deep`},
		{"wrong case", "encoding/json would take it", whole(`"Name": "x"`), `line 2: /Name: "Name" is an unknown field; did you mean "name"?`},
		{"empty key", "a key may be any string", whole(`"": 1`), `line 2: /: is an unknown field; remove it; fields here are format, name, count, signed, small, big, open, color, words, things, must, deep`},
		{"key to be escaped", "JSON pointers escape ~ and /", whole(`"open~/": 1`), `line 2: /open~0~1: "open~/" is an unknown field; did you mean "open"?`},
		{"key that steers terminals", "findings are printed", whole(`"op\u001b[2Jen": 1`), `line 2: "op�[2Jen" has a control character; remove it
line 2: /op�[2Jen: "op�[2Jen" is an unknown field; did you mean "open"?`},
		{"duplicate key", "readers disagree on which one counts", whole("\"name\": \"x\",\n\"name\": \"y\""), `line 3: /name: appears twice in its object; keep one of them; the first is in line 2`},
		{"duplicate key by escape", "keys are compared after escapes", whole(`"name": "x", "n\u0061me": "y"`), `line 2: /name: appears twice in its object; keep one of them; the first is in line 2`},
		{"another format", "what else is wrong says nothing", `{"format": "test/v2", "zzz": 1}`, `line 1: /format: "test/v2" is not the format wanted here; want "test/v1"`},
		{"format of the wrong type", "one finding is enough", `{"format": 1, "count": 1, "must": []}`, `line 1: /format: "1" is a number; write it in quotes: "1"`},

		{"null", "leaving out is the one way to leave out", whole(`"name": null`), `line 2: /name: "null" stands for nothing; leave it out, or write text in quotes`},
		{"null element", "lists have no holes", whole(`"things": [null]`), `line 2: /things/0: "null" stands for nothing; leave it out, or write an object`},
		{"text for number", "quotes are the usual mistake", whole(`"signed": "5"`), `line 2: /signed: "5" is text; want a whole number: write it without quotes`},
		{"word for number", "quotes are not the mistake here", whole(`"signed": "five"`), `line 2: /signed: "five" is text; want a whole number`},
		{"text for unsigned number", "of either sign", whole(`"big": "5"`), `line 2: /big: "5" is text; want a whole number: write it without quotes`},
		{"empty text for number", "nothing is not zero", whole(`"signed": ""`), `line 2: /signed: is text; want a whole number`},
		{"text for truth", "quotes are not the mistake here", whole(`"open": "1"`), `line 2: /open: "1" is text; want true or false`},
		{"number for text", "quotes are the remedy", whole(`"name": 12`), `line 2: /name: "12" is a number; write it in quotes: "12"`},
		{"number for text form", "grades are texts", whole(`"color": 1`), `line 2: /color: "1" is a number; write it in quotes: "1"`},
		{"number for truth", "1 is not true", whole(`"open": 1`), `line 2: /open: "1" is a number; want true or false`},
		{"truth for number", "true is not 1", whole(`"signed": true`), `line 2: /signed: "true" is a truth value; want a whole number`},
		{"truth for text", "true is not a text", whole(`"name": true`), `line 2: /name: "true" is a truth value; want text in quotes`},
		{"object for list", "a single element still needs its list", whole(`"things": {"id": "x"}`), `line 2: /things: "{…}" is an object; want a list`},
		{"list for object", "an object is not a list of pairs", whole(`"deep": [1]`), `line 2: /deep: "[…]" is a list; want an object`},
		{"list for text", "nor is a list a text", whole(`"name": ["a"]`), `line 2: /name: "[…]" is a list; want text in quotes`},
		{"unknown text form", "the type's own error is taken apart", whole(`"color": "green"`), `line 2: /color: "green" unknown color; want red or blue`},
		{"fraction", "integers everywhere", whole(`"signed": 1.5`), `line 2: /signed: "1.5" is not a whole number; write it without fraction and exponent`},
		{"fraction of zero", "one way to write a number", whole(`"signed": 1.0`), `line 2: /signed: "1.0" is not a whole number; write it without fraction and exponent`},
		{"exponent", "one way to write a number", whole(`"signed": 1E3`), `line 2: /signed: "1E3" is not a whole number; write it without fraction and exponent`},
		{"lower-case exponent", "of either case", whole(`"signed": 1e3`), `line 2: /signed: "1e3" is not a whole number; write it without fraction and exponent`},
		{"exponent with plus", "and of either sign", whole(`"signed": 1e+3`), `line 2: /signed: "1e+3" is not a whole number; write it without fraction and exponent`},
		{"exponent with minus", "and of either sign", whole(`"signed": 1.5e-3`), `line 2: /signed: "1.5e-3" is not a whole number; write it without fraction and exponent`},
		{"above int8", "ranges are those of the type", whole(`"small": 128`), `line 2: /small: "128" is out of range; write a number from -128 to 127`},
		{"below int8", "ranges are those of the type", whole(`"small": -129`), `line 2: /small: "-129" is out of range; write a number from -128 to 127`},
		{"above int64", "no wrapping around", whole(`"signed": 9223372036854775808`), `line 2: /signed: "9223372036854775808" is out of range; write a number from -9223372036854775808 to 9223372036854775807`},
		{"below zero", "an unsigned number has no sign", whole(`"big": -1`), `line 2: /big: "-1" is out of range; write a number from 0 to 18446744073709551615`},
		{"above uint64", "no wrapping around", whole(`"big": 18446744073709551616`), `line 2: /big: "18446744073709551616" is out of range; write a number from 0 to 18446744073709551615`},

		{"leading zero", "octal or decimal?", whole(`"signed": 012`), `line 2: /signed: "012" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"negative leading zero", "octal or decimal?", whole(`"signed": -01`), `line 2: /signed: "-01" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"plus", "JSON has no plus sign", whole(`"signed": +1`), `line 2: /signed: "+" is not expected here; want a whole number`},
		{"lone minus", "a sign is no number", whole(`"signed": -`), `line 2: /signed: "-" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"bare point", "digits are needed on both sides", whole(`"signed": 1.`), `line 2: /signed: "1." is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"bare exponent", "an exponent needs digits", whole(`"signed": 1e+`), `line 2: /signed: "1e+" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"two zeros", "octal or decimal?", whole(`"signed": 00`), `line 2: /signed: "00" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"zero before nine", "octal or decimal?", whole(`"signed": 09`), `line 2: /signed: "09" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"exponent without digits", "an exponent needs digits", whole(`"signed": 1e`), `line 2: /signed: "1e" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"exponent with a point", "exponents are whole", whole(`"signed": 1e2.5`), `line 2: /signed: "1e2.5" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"two signs", "one sign is enough", whole(`"signed": --1`), `line 2: /signed: "--1" is not a number of JSON; write digits without leading zero, such as 12 or -3`},
		{"NaN", "JSON has no NaN", whole(`"signed": NaN`), `line 2: /signed: "NaN" is not a value of JSON; put text in double quotes; write true and false in lower case`},
		{"capital True", "JSON is not Python", whole(`"open": True`), `line 2: /open: "True" is not a value of JSON; put text in double quotes; write true and false in lower case`},
		{"all letters of a word", "a word is shown whole", whole(`"signed": aAzZ_x`), `line 2: /signed: "aAzZ_x" is not a value of JSON; put text in double quotes; write true and false in lower case`},
		{"hexadecimal", "JSON has no such numbers", whole(`"signed": 0x10`), `line 2: "x" is not expected here; want a comma or the end of the object`},

		{"trailing comma in object", "common by hand", whole(`"open": true,`), `line 3: "}" is not expected here; want a key in double quotes; there is a comma too many before it, or a bracket of the wrong kind`},
		{"trailing comma in list", "common by hand", whole(`"words": ["a",]`), `line 2: /words/1: "]" is not expected here; want text in quotes; there is a comma too many before it, or a bracket of the wrong kind`},
		{"missing comma", "common by hand", whole(`"open": true "name": "x"`), `line 2: "\"" is not expected here; want a comma or the end of the object`},
		{"missing colon", "common by hand", whole(`"open" true`), `line 2: "t" is not expected here; want a colon after the key`},
		{"missing value", "a key alone says nothing", whole(`"open": , "name": "x"`), `line 2: /open: "," is not expected here; want true or false`},
		{"single quotes", "JSON is not Python", whole(`'open': true`), `line 2: "'" is not expected here; want a key in double quotes; use double quotes`},
		{"bare key", "JSON is not JavaScript", whole(`open: true`), `line 2: "o" is not expected here; want a key in double quotes`},
		{"comment", "JSON has none", whole("// yes\n\"open\": true"), `line 2: "/" is not expected here; want a key in double quotes; JSON has no comments`},
		{"wrong bracket", "brackets pair by kind", whole(`"words": ["a"}`), `line 2: /words: "}" is not expected here; want a comma or the end of the list; there is a comma too many before it, or a bracket of the wrong kind`},
		{"list without commas", "elements are told apart by commas", whole(`"words": ["a" "b"]`), `line 2: /words: "\"" is not expected here; want a comma or the end of the list`},

		{"line break in text", "the quote was forgotten", whole("\"name\": \"x\n, \"open\": true"), `line 2: /name: "x" is a text that holds the control character U+000A; end the text with a double quote before it, or remove it`},
		{"escaped control character", "it could steer a terminal", whole(`"name": "a\u001b[2Jb"`), `line 2: /name: "a�[2Jb" has a control character; remove it`},
		{"C1 control character", "so could these", whole("\"name\": \"a\u009bb\""), `line 2: /name: "a�b" has a control character; remove it`},
		{"delete", "so could this", whole("\"name\": \"a\u007f\""), `line 2: /name: "a�" has a control character; remove it`},
		{"unknown escape", "a backslash of a Windows path", whole(`"name": "C:\dir"`), `line 2: /name: "\\d" is not an escape; write a backslash as \\`},
		{"short escape", "four digits are needed", whole(`"name": "\u12"`), `line 2: /name: "\"" is not a hexadecimal digit of an escape; write four of them, such as \u4e09`},
		{"invalid UTF-8", "replacing it would change an id", whole("\"name\": \"a\xffb\""), `line 2: /name: "a�b" is not valid UTF-8; save the file as UTF-8`},
		{"truncated UTF-8", "the last character of GBK text", whole("\"name\": \"\xe4\xb8\""), `line 2: /name: "�" is not valid UTF-8; save the file as UTF-8`},
		{"surrogate in UTF-8", "encoded halves are not UTF-8", whole("\"name\": \"\xed\xa0\x80\""), `line 2: /name: "�" is not valid UTF-8; save the file as UTF-8`},
		{"high half alone", "encoding/json would replace it", whole(`"name": "\ud83dx"`), `line 2: /name: "�x" has half of a surrogate pair; write both halves, or the character itself`},
		{"high half at the end", "nothing follows", whole(`"name": "\ud83d"`), `line 2: /name: "�" has half of a surrogate pair; write both halves, or the character itself`},
		{"low half alone", "no high half before", whole(`"name": "\ude00"`), `line 2: /name: "�" has half of a surrogate pair; write both halves, or the character itself`},
		{"halves swapped", "low before high", whole(`"name": "\ude00\ud83d"`), `line 2: /name: "��" has half of a surrogate pair; write both halves, or the character itself`},
		{"two high halves and a low one", "the first is alone", whole(`"name": "\ud83d\ud83d\ude00"`), `line 2: /name: "�😀" has half of a surrogate pair; write both halves, or the character itself`},

		{"missing in an element", "the line is the element's", whole("\"things\": [\n{\"id\": \"a\"},\n{\"size\": 1}]"), `line 4: /things/1/id: is missing; add it: text in quotes`},
		{"deep place", "the pointer leads there", whole(`"deep": {"ways": [{"id": "a"}, {"id": "b", "tags": [{}, {"text": 5}]}]}`), `line 2: /deep/ways/1/tags/1/text: "5" is a number; write it in quotes: "5"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := decode(tt.in)
			if diff := cmp.Diff(tt.want, strings.TrimSuffix(lines(err), "\n")); diff != "" {
				t.Errorf("findings of\n%s\n%s (-want +got):\n%s", tt.in, tt.reason, diff)
			}
		})
	}
}

func TestAllFindings(t *testing.T) {
	_, err := decode(whole(`"name": 1, "nam": 2, "open": "yes",
"things": [{"id": 3}, {"size": 4.5, "id": ""}, [], {"idd": 5}],
"color": "pink", "color": "red", "words": ["a", 6, null],
"deep": {"flag": false, "flag"`))
	want := `line 2: /name: "1" is a number; write it in quotes: "1"
line 2: /nam: "nam" is an unknown field; did you mean "name"?
line 2: /open: "yes" is text; want true or false
line 3: /things/0/id: "3" is a number; write it in quotes: "3"
line 3: /things/1/size: "4.5" is not a whole number; write it without fraction and exponent
line 3: /things/2: "[…]" is a list; want an object
line 3: /things/3/idd: "idd" is an unknown field; did you mean "id"?
line 3: /things/3/id: is missing; add it: text in quotes
line 4: /color: "pink" unknown color; want red or blue
line 4: /color: appears twice in its object; keep one of them; the first is in line 4
line 4: /words/1: "6" is a number; write it in quotes: "6"
line 4: /words/2: "null" stands for nothing; leave it out, or write text in quotes
line 6: /deep: "}" is not expected here; want a colon after the key; there is a comma too many before it, or a bracket of the wrong kind
`
	if diff := cmp.Diff(want, lines(err)); diff != "" {
		t.Errorf("every finding up to the syntax error comes, in input order (-want +got):\n%s", diff)
	}
}

func TestCutOff(t *testing.T) {
	doc := whole(`"name": "\u4e09x", "things": [{"id": "x"}], "big": 12, "open": true`)
	if _, err := decode(doc); err != nil {
		t.Fatalf("the whole document was refused: %v", err)
	}
	for n := range len(doc) {
		_, err := decode(doc[:n])
		if err == nil {
			t.Fatalf("accepted after %d of %d bytes:\n%s", n, len(doc), doc[:n])
		}
		if got := lines(err); !strings.Contains(got, "ends within") && !strings.Contains(got, "is empty") &&
			!strings.Contains(got, "is not a value of JSON") {
			t.Errorf("after %d bytes the findings do not say that the file was cut off:\n%s", n, got)
		}
	}
}

// TestEscapes: the digits of an escape are hexadecimal, in either case.
func TestEscapes(t *testing.T) {
	got, err := decode(whole(`"words": ["\u09aF", "\u0Afa", "\u90A0", "\uAaFf", "\"\\\/"]`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"\u09af", "\u0afa", "\u90a0", "\uaaff", `"\/`}, got.Words); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	for _, odd := range "/:@G`g" {
		_, err := decode(whole(`"name": "\u000` + string(odd) + `"`))
		want := fmt.Sprintf("line 2: /name: %q is not a hexadecimal digit of an escape; write four of them, such as \\u4e09\n", string(odd))
		if diff := cmp.Diff(want, lines(err)); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
	}
	for _, control := range "bfnrt" {
		_, err := decode(whole(`"name": "\` + string(control) + `"`))
		want := "line 2: /name: \"�\" has a control character; remove it\n"
		if diff := cmp.Diff(want, lines(err)); diff != "" {
			t.Errorf("findings of an escaped control character (-want +got):\n%s", diff)
		}
	}
}

// TestShown: findings repeat what was found, but not at any length.
func TestShown(t *testing.T) {
	for _, tt := range []struct {
		text, want string
	}{
		{strings.Repeat("x", 200), strings.Repeat("x", 200)},
		{strings.Repeat("x", 201), strings.Repeat("x", 200) + "…"},
		{strings.Repeat("x", 199) + "三阶", strings.Repeat("x", 199) + "�…"},
	} {
		_, err := decode(whole(`"signed": "` + tt.text + `"`))
		var refused *finding.Error
		if !errors.As(err, &refused) || refused.Findings[0].Value != tt.want {
			t.Errorf("%d bytes are shown as %v, want %s", len(tt.text), refused, tt.want)
		}
	}
}
