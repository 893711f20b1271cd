package strictjson

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
)

// Decoder reads the documents of one input, one after another.
type Decoder struct {
	source
	types  shapes
	retain bool

	// of the document being read
	format  string
	found   finding.List
	path    []step
	depth   int
	memory  int64
	text    []byte // the string, number or word scanned last
	stopped bool   // nothing more can be read of the input
	broken  error  // the reader's own error
}

// NewDecoder returns a decoder of r.
func NewDecoder(r io.Reader, limits Limits) *Decoder {
	return &Decoder{source: newSource(r, limits), types: shapes{}}
}

// Retain makes Decode keep the text of a document without findings, so that
// findings of later checks can be located in it.
func (d *Decoder) Retain() { d.retain = true }

// More reports whether the input goes on with another document, or with
// something that Decode will refuse.
func (d *Decoder) More() bool {
	if d.stopped {
		return false
	}
	for range d.limits.Text {
		c, ok := d.peek()
		if !ok {
			return d.err != io.EOF
		}
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return true
		}
		d.next()
	}
	return true
}

// Decode reads the next document into the zero struct that into points to.
// Its member "format" must have the given value. The error is a
// [*finding.Error] with every finding, or the reader's own.
//
// After a syntax error the rest of the input cannot be told apart: nothing
// more is read. After any other finding Decode goes on, and the next document
// can be read.
func (d *Decoder) Decode(into any, format string) (*Document, error) {
	return d.document(into, format, false)
}

// DecodeOnly is Decode for an input that holds one document and nothing else.
func (d *Decoder) DecodeOnly(into any, format string) (*Document, error) {
	return d.document(into, format, true)
}

func (d *Decoder) document(into any, format string, only bool) (*Document, error) {
	v := reflect.ValueOf(into).Elem()
	s, err := d.types.of(v.Type())
	if err != nil {
		return nil, err
	}
	d.format, d.found, d.path, d.depth, d.memory = format, finding.List{}, d.path[:0], 0, 0
	d.begin()
	d.keep = d.retain
	line := d.line
	if d.first() && d.value(v, s) && only {
		d.rest()
	}
	d.hold()
	doc := &Document{text: d.kept, line: line, limits: d.limits}
	d.drop()
	d.begin() // what lies between documents counts for none
	if d.broken != nil {
		return nil, errors.Join(d.broken, d.found.Err())
	}
	if err := d.found.Err(); err != nil {
		return nil, err
	}
	return doc, nil
}

// first looks at how the document begins: not empty, no byte order mark.
func (d *Decoder) first() bool {
	c, ok := d.peek()
	if !ok && d.err == io.EOF {
		return d.fail("", "the file is empty", "write one JSON object")
	}
	if !ok || c != byteOrderMark[0] {
		return true
	}
	for i := range len(byteOrderMark) {
		if c, ok = d.peek(); !ok || c != byteOrderMark[i] {
			return d.fail(shown([]byte(byteOrderMark[:i])), "is not valid UTF-8", "save the file as UTF-8")
		}
		d.next()
	}
	return d.note("", "the file starts with a byte order mark", "save it as UTF-8 without one")
}

const byteOrderMark = "\xEF\xBB\xBF"

// rest refuses what follows the document.
func (d *Decoder) rest() {
	for d.More() {
		c, ok := d.peek()
		if !ok {
			d.ends("what follows the document")
		} else {
			d.fail(shown([]byte{c}), "follows the end of the document", "a file holds one document")
		}
	}
}

// note adds a finding at the current place and reports whether to go on.
func (d *Decoder) note(value, problem, remedy string) bool {
	return d.noteAt(d.line, value, problem, remedy)
}

func (d *Decoder) noteAt(line int, value, problem, remedy string) bool {
	d.drop()
	d.found.AddFinding(finding.Finding{Path: pointer(d.path), Line: line, Value: value, Problem: problem, Remedy: remedy})
	if d.found.Len() < finding.Most-1 {
		return true
	}
	d.stopped = true
	d.found.AddFinding(finding.Finding{Line: d.line, Problem: "too many findings, reading stopped here", Remedy: "correct these first"})
	return false
}

// fail adds a finding after which nothing more can be read.
func (d *Decoder) fail(value, problem, remedy string) bool {
	d.note(value, problem, remedy)
	d.stopped = true
	return false
}

// charge counts memory before it is allocated.
func (d *Decoder) charge(n int64) bool {
	d.memory += n
	if d.memory+int64(len(d.kept)) > d.limits.Memory {
		return d.fail("", fmt.Sprintf("the document needs more than %d bytes of memory", d.limits.Memory), "split it by district")
	}
	return true
}

// value reads a value into v, or notes why it is none of that shape.
func (d *Decoder) value(v reflect.Value, s *shape) bool {
	if s.form == optional {
		if !d.charge(s.elem.size) {
			return false
		}
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(v.Elem(), s.elem)
	}
	c, ok := d.token("a value")
	if !ok {
		return false
	}
	k := kindOf(c)
	switch {
	case s.form == object && k == anObject:
		return d.object(v, s)
	case s.form == list && k == aList:
		return d.list(v, s)
	case k == nothing:
		return d.unexpected(c, wants[s.form])
	case k == aList || k == anObject:
		// Noted first: what is wrong inside comes after it in the input.
		if !d.note(brackets[k], "is "+kinds[k], "want "+wants[s.form]) {
			return false
		}
		_, ok := d.skip()
		return ok
	case k == aText:
		return d.textValue(v, s)
	case k == aNumber:
		return d.numberValue(v, s)
	}
	return d.wordValue(v, s)
}

func (d *Decoder) textValue(v reflect.Value, s *shape) bool {
	flawed, ok := d.string()
	if flawed || !ok {
		return ok
	}
	switch s.form {
	case str:
		if !d.charge(int64(len(d.text))) {
			return false
		}
		v.SetString(string(d.text))
		return true
	case text:
		return d.ownText(v)
	}
	remedy := "want " + wants[s.form]
	if (s.form == whole || s.form == count) && isNumber(d.text) {
		remedy += ": write it without quotes"
	}
	return d.note(shown(d.text), "is text", remedy)
}

// ownText lets the type read its text form. Its error names the text first and
// may hold a remedy after a semicolon; a finding has the text in its own field.
func (d *Decoder) ownText(v reflect.Value) bool {
	err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(d.text)
	if err == nil {
		return true
	}
	problem, remedy, _ := strings.Cut(strings.Replace(err.Error(), strconv.Quote(string(d.text)), "", 1), "; ")
	problem = strings.Join(strings.Fields(problem), " ")
	return d.note(shown(d.text), shown([]byte(problem)), shown([]byte(remedy)))
}

func (d *Decoder) numberValue(v reflect.Value, s *shape) bool {
	if !d.number() {
		return false
	}
	switch s.form {
	case whole, count:
	case str, text:
		return d.note(string(d.text), "is a number", "write it in quotes: \""+string(d.text)+"\"")
	default:
		return d.note(string(d.text), "is a number", "want "+wants[s.form])
	}
	if bytes.ContainsAny(d.text, ".eE") {
		return d.note(string(d.text), "is not a whole number", "write it without fraction and exponent")
	}
	bits := v.Type().Bits()
	var err error
	if s.form == whole {
		var n int64
		n, err = strconv.ParseInt(string(d.text), 10, bits)
		v.SetInt(n)
	} else {
		var n uint64
		n, err = strconv.ParseUint(string(d.text), 10, bits)
		v.SetUint(n)
	}
	if err == nil {
		return true
	}
	least, most := int64(-1)<<(bits-1), uint64(1)<<(bits-1)-1
	if s.form == count {
		least, most = 0, uint64(1)<<bits-1
	}
	return d.note(string(d.text), "is out of range", fmt.Sprintf("write a number from %d to %d", least, most))
}

func (d *Decoder) wordValue(v reflect.Value, s *shape) bool {
	if !d.word() {
		return false
	}
	switch {
	case string(d.text) == "null":
		return d.note("null", "stands for nothing", "leave it out, or write "+wants[s.form])
	case s.form == truth:
		v.SetBool(d.text[0] == 't')
		return true
	}
	return d.note(string(d.text), "is a truth value", "want "+wants[s.form])
}

func (d *Decoder) list(v reflect.Value, s *shape) bool {
	return d.elements(func(i int) bool {
		if !d.charge(s.elem.size) {
			return false
		}
		if v.Len() == v.Cap() {
			v.Grow(1)
		}
		v.SetLen(i + 1)
		d.path = append(d.path, step{index: i, list: true})
		ok := d.value(v.Index(i), s.elem)
		d.path = d.path[:len(d.path)-1]
		return ok
	})
}

func (d *Decoder) object(v reflect.Value, s *shape) bool {
	line := d.line
	var seen [maxFields]int // the line of each field
	ok := d.members(func() bool {
		i, known := s.byName[string(d.text)]
		if !known {
			return d.unknown(s)
		}
		f := s.fields[i]
		d.path = append(d.path, step{name: f.name})
		ok := true
		if seen[i] > 0 {
			ok = d.note("", "appears twice in its object", fmt.Sprintf("keep one of them; the first is in line %d", seen[i]))
			if ok {
				_, ok = d.skip()
			}
		} else {
			seen[i] = d.line
			ok = d.member(v, f)
		}
		d.path = d.path[:len(d.path)-1]
		return ok
	})
	if !ok {
		return false
	}
	for i, f := range s.fields {
		if f.required && seen[i] == 0 {
			d.path = append(d.path, step{name: f.name})
			remedy := "add it: " + wants[f.shape.form]
			if d.isFormat(f) {
				remedy = "add \"format\": " + strconv.Quote(d.format)
			}
			ok = d.noteAt(line, "", "is missing", remedy)
			d.path = d.path[:len(d.path)-1]
			if !ok {
				return false
			}
		}
	}
	return true
}

// member reads a field. A document of another format is refused at once: what
// else would be found in it says nothing.
func (d *Decoder) member(v reflect.Value, f field) bool {
	before := d.found.Len()
	into := v.FieldByIndex(f.index)
	if !d.value(into, f.shape) {
		return false
	}
	if d.isFormat(f) && d.found.Len() == before && into.String() != d.format {
		return d.fail(shown([]byte(into.String())), "is not the format wanted here", "want "+strconv.Quote(d.format))
	}
	return true
}

func (d *Decoder) isFormat(f field) bool {
	return len(d.path) == 1 && f.name == "format" && f.shape.form == str
}

// unknown notes a key that the object does not have, and skips its value.
func (d *Decoder) unknown(s *shape) bool {
	key := shown(d.text)
	names := make([]string, len(s.fields))
	for i, f := range s.fields {
		names[i] = f.name
	}
	remedy := "remove it; fields here are " + strings.Join(names, ", ")
	if near, ok := finding.Nearest(key, slices.Values(names)); ok {
		remedy = "did you mean " + strconv.Quote(near) + "?"
	}
	d.path = append(d.path, step{name: key})
	ok := d.note(key, "is an unknown field", remedy)
	if ok {
		_, ok = d.skip()
	}
	d.path = d.path[:len(d.path)-1]
	return ok
}
