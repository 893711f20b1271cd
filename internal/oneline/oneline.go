// Package oneline writes data so that the same always has the same bytes, for
// fingerprints and signatures.
package oneline

import (
	"bytes"
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Marshal writes what a struct says as JSON on one line: no blank space, members
// by name, those that may be left out and say nothing left out, and the elements
// of a list by their bytes, except of lists of the types inOrder. It writes
// structs, lists, truth values, signed integers, and what is or has a text
// without control characters.
func Marshal(whole any, inOrder ...reflect.Type) []byte {
	v := reflect.ValueOf(whole)
	var s statement
	s.write(v, utterances{map[reflect.Type]*utterance{}, inOrder}.of(v.Type()))
	return s.out
}

// statement is what has been written.
type statement struct {
	out     []byte
	written []byte // scratch of list
}

// utterance is how values of a type are written.
type utterance struct {
	named   bool // by a text of their own
	kind    reflect.Kind
	elem    *utterance // of a list
	ordered bool       // the list's order means something
	members []member   // of a struct, by name
}

// member is a field of a struct, or of one that it embeds.
type member struct {
	name     string // quoted, with a colon
	index    []int
	optional bool // left out where it says nothing
	*utterance
}

// utterances finds how each type is written once.
type utterances struct {
	known   map[reflect.Type]*utterance
	inOrder []reflect.Type
}

var textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()

func (all utterances) of(t reflect.Type) *utterance {
	if u, ok := all.known[t]; ok {
		return u
	}
	u := &utterance{kind: t.Kind(), named: t.Implements(textMarshaler)}
	all.known[t] = u
	switch {
	case u.named:
	case u.kind == reflect.Slice:
		u.elem, u.ordered = all.of(t.Elem()), slices.Contains(all.inOrder, t.Elem())
	case u.kind == reflect.Struct:
		for _, f := range reflect.VisibleFields(t) {
			if f.Anonymous {
				continue // its fields are visible too
			}
			name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
			u.members = append(u.members, member{`"` + name + `":`, f.Index, option == "omitzero", all.of(f.Type)})
		}
		slices.SortFunc(u.members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	}
	return u
}

// silent reports whether a value says no more than one that is left out.
func (u *utterance) silent(v reflect.Value) bool {
	switch {
	case u.kind == reflect.Slice:
		return v.Len() == 0
	case u.kind == reflect.Struct && !u.named:
		return !slices.ContainsFunc(u.members, func(m member) bool { return !m.silent(v.FieldByIndex(m.index)) })
	}
	return v.IsZero()
}

func (s *statement) write(v reflect.Value, u *utterance) {
	switch {
	case u.named:
		x := v.Interface()
		text, err := x.(encoding.TextMarshaler).MarshalText()
		if err != nil { // not in what was validated, whose values all have a text
			text = fmt.Append(nil, x)
		}
		s.text(string(text))
	case u.kind == reflect.String:
		s.text(v.String())
	case u.kind == reflect.Bool:
		s.out = strconv.AppendBool(s.out, v.Bool())
	case u.kind == reflect.Slice:
		s.list(v, u)
	case u.kind == reflect.Struct:
		s.object(v, u)
	default:
		s.out = strconv.AppendInt(s.out, v.Int(), 10)
	}
}

// text quotes what is accepted as text: there is nothing else to escape.
func (s *statement) text(text string) {
	s.out = append(s.out, '"')
	for {
		i := strings.IndexAny(text, `"\`)
		if i < 0 {
			break
		}
		s.out = append(append(s.out, text[:i]...), '\\', text[i])
		text = text[i+1:]
	}
	s.out = append(append(s.out, text...), '"')
}

func (s *statement) object(v reflect.Value, u *utterance) {
	separator := byte('{')
	for i := range u.members {
		m := &u.members[i]
		field := v.FieldByIndex(m.index)
		if m.optional && m.silent(field) {
			continue
		}
		s.out = append(append(s.out, separator), m.name...)
		separator = ','
		s.write(field, m.utterance)
	}
	if separator == '{' {
		s.out = append(s.out, '{')
	}
	s.out = append(s.out, '}')
}

func (s *statement) list(v reflect.Value, u *utterance) {
	s.out = append(s.out, '[')
	first := len(s.out)
	type element struct{ from, to int }
	elements := make([]element, v.Len())
	for i := range elements {
		elements[i].from = len(s.out) - first
		s.write(v.Index(i), u.elem)
		elements[i].to = len(s.out) - first
		s.out = append(s.out, ',')
	}
	if !u.ordered && len(elements) > 1 {
		s.written = append(s.written[:0], s.out[first:]...)
		slices.SortFunc(elements, func(a, b element) int { return bytes.Compare(s.written[a.from:a.to], s.written[b.from:b.to]) })
		s.out = s.out[:first]
		for _, e := range elements {
			s.out = append(append(s.out, s.written[e.from:e.to]...), ',')
		}
	}
	if len(elements) > 0 {
		s.out = s.out[:len(s.out)-1]
	}
	s.out = append(s.out, ']')
}
