package strictjson

import (
	"encoding"
	"fmt"
	"reflect"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/sanjie-edu/sanjie/finding"
)

// Marshal writes a struct so that Decode reads the same value back, and a
// person can read and compare it: a member a line, a list of objects with an
// element a line, and everything below that on the line. Members stand in the
// order of the fields; zero values and empty lists that may be missing are. An
// object has lines as well where an object in it has such a list.
//
// The error is a [*finding.Error]: text that is not valid UTF-8, has control
// characters or is too long, values without a text form, and what lies too deep.
func Marshal(v any, limits Limits) ([]byte, error) {
	e := encoder{limits: limits}
	value := reflect.ValueOf(v)
	s, err := shapes{}.of(value.Type())
	if err != nil {
		return nil, err
	}
	e.value(value, s, 0)
	e.out = append(e.out, '\n')
	if err := e.found.Err(); err != nil {
		return nil, err
	}
	return e.out, nil
}

type encoder struct {
	out    []byte
	limits Limits
	path   []step
	depth  int
	found  finding.List
}

// inline is the level of values that stay on their line. Levels below it count
// how far the value is indented.
const inline = -1

func (e *encoder) value(v reflect.Value, s *shape, level int) {
	switch s.form {
	case text:
		e.ownText(v)
	case str:
		e.string(v.String())
	case truth:
		e.out = strconv.AppendBool(e.out, v.Bool())
	case whole:
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
	case count:
		e.out = strconv.AppendUint(e.out, v.Uint(), 10)
	case list:
		e.list(v, s, level)
	case object:
		e.object(v, s, level)
	case optional:
		if v.IsNil() {
			e.found.Add(pointer(e.path), nil, "is nil", "state it")
			return
		}
		e.value(v.Elem(), s.elem, level)
	}
}

// enter goes into an object or a list, unless it lies too deep.
func (e *encoder) enter() bool {
	if e.depth == e.limits.Depth {
		e.found.Add(pointer(e.path), nil, fmt.Sprintf("lies more than %d objects and lists deep", e.depth), "no reader would take the file")
		return false
	}
	e.depth++
	return true
}

func (e *encoder) object(v reflect.Value, s *shape, level int) {
	if !e.enter() {
		return
	}
	if level != inline && level > 0 && !opens(v, s) {
		level = inline
	}
	e.out = append(e.out, '{')
	first := true
	for _, f := range s.fields {
		member := v.FieldByIndex(f.index)
		if !f.required && blank(member, f.shape) {
			continue
		}
		e.separate(first, level)
		first = false
		e.out = append(e.out, '"')
		e.out = append(e.out, f.name...)
		e.out = append(e.out, `": `...)
		e.path = append(e.path, step{name: f.name})
		e.value(member, f.shape, below(level))
		e.path = e.path[:len(e.path)-1]
	}
	e.finish('}', first, level)
	e.depth--
}

func (e *encoder) list(v reflect.Value, s *shape, level int) {
	if !e.enter() {
		return
	}
	if s.elem.form != object {
		level = inline
	}
	e.out = append(e.out, '[')
	for i := range v.Len() {
		e.separate(i == 0, level)
		e.path = append(e.path, step{index: i, list: true})
		e.value(v.Index(i), s.elem, inline)
		e.path = e.path[:len(e.path)-1]
	}
	e.finish(']', v.Len() == 0, level)
	e.depth--
}

// blank reports whether reading a value that was left out gives the same: a
// list may be empty instead of nil.
func blank(v reflect.Value, s *shape) bool {
	switch s.form {
	case list:
		return v.Len() == 0
	case object:
		for _, f := range s.fields {
			if !blank(v.FieldByIndex(f.index), f.shape) {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}

// opens reports whether an object has a list of objects to give lines to, or an
// object in it has.
func opens(v reflect.Value, s *shape) bool {
	for _, f := range s.fields {
		member, fs := v.FieldByIndex(f.index), f.shape
		if fs.form == optional && !member.IsNil() {
			member, fs = member.Elem(), fs.elem
		}
		if fs.form == object && opens(member, fs) || fs.form == list && fs.elem.form == object && member.Len() > 0 {
			return true
		}
	}
	return false
}

func below(level int) int {
	if level == inline {
		return inline
	}
	return level + 1
}

// separate goes on to the next member or element.
func (e *encoder) separate(first bool, level int) {
	if !first {
		e.out = append(e.out, ',')
	}
	switch {
	case level != inline:
		e.newline(level + 1)
	case !first:
		e.out = append(e.out, ' ')
	}
}

// finish closes a bracket.
func (e *encoder) finish(bracket byte, empty bool, level int) {
	if level != inline && !empty {
		e.newline(level)
	}
	e.out = append(e.out, bracket)
}

func (e *encoder) newline(level int) {
	e.out = append(e.out, '\n')
	for range level {
		e.out = append(e.out, "  "...)
	}
}

// ownText writes the text form of a value and makes sure that it reads back.
func (e *encoder) ownText(v reflect.Value) {
	b, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err == nil {
		again := reflect.New(v.Type())
		err = again.Interface().(encoding.TextUnmarshaler).UnmarshalText(b)
		if err == nil && !again.Elem().Equal(v) {
			err = fmt.Errorf("reads back as another value")
		}
	}
	if err != nil {
		e.found.Add(pointer(e.path), fmt.Sprintf("%d", v.Interface()), "has no text form: "+err.Error(), "")
		return
	}
	e.string(string(b))
}

func (e *encoder) string(s string) {
	switch {
	case !utf8.ValidString(s):
		e.refuse(s, "is not valid UTF-8")
	case len(s) > e.limits.Text:
		e.refuse(s, fmt.Sprintf("is longer than %d bytes", e.limits.Text))
	}
	e.out = append(e.out, '"')
	for _, r := range s {
		if unicode.IsControl(r) {
			e.refuse(s, fmt.Sprintf("has the control character %U", r))
			break
		}
		if r == '"' || r == '\\' {
			e.out = append(e.out, '\\')
		}
		e.out = utf8.AppendRune(e.out, r)
	}
	e.out = append(e.out, '"')
}

func (e *encoder) refuse(s, problem string) {
	e.found.AddFinding(finding.Finding{
		Path: pointer(e.path), Value: shown([]byte(s)), Problem: problem, Remedy: "no reader would take the file",
	})
}
