package strictjson

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// form is how a Go type looks in JSON.
type form uint8

const (
	text     form = iota // a string that the type reads itself
	str                  // a string
	truth                // true or false
	whole                // a whole number, signed
	count                // a whole number, unsigned
	list                 // a list
	object               // an object
	optional             // an object, or left out
)

// wants says what a form expects, for messages.
var wants = [...]string{
	text: "text in quotes", str: "text in quotes", truth: "true or false",
	whole: "a whole number", count: "a whole number", list: "a list", object: "an object", optional: "an object",
}

// shape is what reading and writing need to know of a type.
type shape struct {
	form   form
	size   int64  // bytes of a value, without what it points to
	elem   *shape // of a list, or what is left out
	fields []field
	byName map[string]int // index into fields
}

// field is a member of an object; those of embedded structs are members of
// the struct that embeds them.
type field struct {
	name     string
	index    []int
	shape    *shape
	required bool
}

// maxFields bounds the members of one struct, so that reading notes on the
// stack which of them it has seen.
const maxFields = 64

// shapes finds the shape of each type once.
type shapes map[reflect.Type]*shape

var unmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()

func (all shapes) of(t reflect.Type) (*shape, error) {
	if s, ok := all[t]; ok {
		return s, nil
	}
	s := &shape{size: int64(t.Size())}
	all[t] = s
	if reflect.PointerTo(t).Implements(unmarshaler) {
		s.form = text
		return s, nil
	}
	switch t.Kind() {
	case reflect.String:
		s.form = str
	case reflect.Bool:
		s.form = truth
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		s.form = whole
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		s.form = count
	case reflect.Slice:
		s.form = list
		elem, err := all.of(t.Elem())
		s.elem = elem
		return s, err
	case reflect.Pointer:
		s.form = optional
		elem, err := all.of(t.Elem())
		if s.elem = elem; err == nil && t.Elem().Kind() != reflect.Struct {
			err = fmt.Errorf("strictjson: a %v has no form in these files", t)
		}
		return s, err
	case reflect.Struct:
		s.form, s.byName = object, map[string]int{}
		return s, all.members(s, t, nil)
	default:
		return nil, fmt.Errorf("strictjson: a %v has no form in these files", t)
	}
	return s, nil
}

func (all shapes) members(s *shape, t reflect.Type, above []int) error {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(above), i)
		if f.Anonymous {
			if err := all.members(s, f.Type, index); err != nil {
				return err
			}
			continue
		}
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		if name == "" || len(s.fields) == maxFields {
			return fmt.Errorf("strictjson: field %s of %v has no name, or the struct has more than %d", f.Name, t, maxFields)
		}
		if _, taken := s.byName[name]; taken {
			return fmt.Errorf("strictjson: two fields of %v have the name %q", t, name)
		}
		fs, err := all.of(f.Type)
		if err != nil {
			return err
		}
		s.byName[name] = len(s.fields)
		s.fields = append(s.fields, field{name: name, index: index, shape: fs, required: option != "omitzero"})
	}
	return nil
}
