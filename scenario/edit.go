package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
)

// EditFormat is the value of an edit file's "format".
const EditFormat = "sanjie.edit/v1"

// Edit is a small change of a scenario: what is removed, then set, then added.
type Edit struct {
	Name string // what people call it

	doc *strictjson.Document
	v   reflect.Value              // as its type says
	set map[string]json.RawMessage // what is stated
}

// ReadEdit reads an edit file as it is written; [Edit.Apply] judges what it says.
// The error is a [*finding.Error] with every finding, or r's own.
func ReadEdit(r io.Reader) (*Edit, error) {
	var text bytes.Buffer
	d := decoder(io.TeeReader(r, &text))
	d.Retain()
	v := reflect.New(editType)
	doc, err := d.DecodeOnly(v.Interface(), EditFormat)
	if err != nil {
		return nil, err
	}
	var stated struct {
		Name string
		Set  map[string]json.RawMessage
	}
	// A reader that forgives is enough to tell which fields are stated, as the
	// strict one has read the text.
	if err := json.Unmarshal(text.Bytes(), &stated); err != nil {
		return nil, err
	}
	return &Edit{Name: stated.Name, doc: doc, v: v.Elem(), set: stated.Set}, nil
}

// editMember is a member of a scenario that edits change.
type editMember struct {
	name  string   // in files
	index []int    // in File
	keys  []string // what names an element of a list; none when it is no list
}

// editMembers are those that edits change, in the order of a scenario.
var editMembers = membersOfFile()

func membersOfFile() []editMember {
	var all []editMember
	for _, f := range reflect.VisibleFields(reflect.TypeFor[File]()) {
		name := nameOf(f)
		if f.Anonymous || slices.Contains([]string{"format", "name", "notes"}, name) {
			continue
		}
		m := editMember{name: name, index: f.Index}
		switch {
		case f.Type.Kind() != reflect.Slice:
		case name == "stocks":
			m.keys = []string{"center", "item"}
		case name == "pins":
			m.keys = []string{"request", "offering", "slot"}
		default:
			m.keys = []string{"id"}
		}
		all = append(all, m)
	}
	return all
}

// nameOf returns the name of a field in files.
func nameOf(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// fieldOf returns the field of a struct that has a name in files.
func fieldOf(t reflect.Type, name string) reflect.StructField {
	for i := range t.NumField() {
		if f := t.Field(i); nameOf(f) == name {
			return f
		}
	}
	panic(fmt.Sprintf("scenario: %v has no field %q", t, name))
}

// editType is the type of an edit file: its objects "set" and "add" have members
// of scenarios, and elements to set need their keys alone.
var editType = makeEditType()

func makeEditType() reflect.Type {
	var remove, set, add []reflect.StructField
	for _, m := range editMembers {
		f := reflect.TypeFor[File]().FieldByIndex(m.index)
		member := func(t reflect.Type) reflect.StructField {
			return reflect.StructField{Name: f.Name, Type: t, Tag: optional(m.name)}
		}
		switch {
		case m.keys == nil && f.Type.Kind() == reflect.Struct:
			set = append(set, member(partly(f.Type, nil)))
		case m.keys == nil:
			set = append(set, member(f.Type))
		default:
			remove = append(remove, member(reflect.SliceOf(keyType(f.Type.Elem(), m.keys))))
			set = append(set, member(reflect.SliceOf(partly(f.Type.Elem(), m.keys))))
			add = append(add, member(f.Type))
		}
	}
	field := func(name string, t reflect.Type) reflect.StructField {
		return reflect.StructField{Name: strings.ToUpper(name[:1]) + name[1:], Type: t, Tag: optional(name)}
	}
	format := field("format", reflect.TypeFor[string]())
	format.Tag = `json:"format"`
	return reflect.StructOf([]reflect.StructField{
		format, field("name", reflect.TypeFor[string]()), field("notes", reflect.TypeFor[[]string]()),
		field("remove", reflect.StructOf(remove)), field("set", reflect.StructOf(set)), field("add", reflect.StructOf(add)),
	})
}

func optional(name string) reflect.StructTag {
	return reflect.StructTag(fmt.Sprintf(`json:"%s,omitzero"`, name))
}

// partly returns a struct type like another in which only some fields are required.
func partly(t reflect.Type, required []string) reflect.Type {
	var fields []reflect.StructField
	for i := range t.NumField() {
		f := t.Field(i)
		name := nameOf(f)
		tag := optional(name)
		if slices.Contains(required, name) {
			tag = reflect.StructTag(fmt.Sprintf(`json:"%s"`, name))
		}
		fields = append(fields, reflect.StructField{Name: f.Name, Type: f.Type, Tag: tag})
	}
	return reflect.StructOf(fields)
}

// keyType returns what names an element: the type of its id, or a struct of its keys.
func keyType(t reflect.Type, keys []string) reflect.Type {
	if len(keys) == 1 {
		return fieldOf(t, keys[0]).Type
	}
	var fields []reflect.StructField
	for _, name := range keys {
		f := fieldOf(t, name)
		fields = append(fields, reflect.StructField{Name: f.Name, Type: f.Type, Tag: reflect.StructTag(fmt.Sprintf(`json:"%s"`, name))})
	}
	return reflect.StructOf(fields)
}

// Apply returns a scenario with the edit made: elements removed, then stated
// fields of others set, then elements added; f itself is not changed. What f says
// besides stays as it is, its name too. Whether the result is a problem,
// [File.Problem] tells.
//
// The error is a [*finding.Error] at what is set or removed and not there, at what
// is added and there already, and at what is named twice, located in the edit.
func (e *Edit) Apply(f *File) (*File, error) {
	then := *f
	a := applying{edit: e, then: reflect.ValueOf(&then).Elem()}
	for i := range editMembers {
		if m := &editMembers[i]; m.keys == nil {
			a.setMember(m)
		} else {
			a.changeList(m)
		}
	}
	err := a.found.Err()
	if all := (*finding.Error)(nil); errors.As(err, &all) {
		all.Findings = e.doc.Locate(all.Findings)
	}
	if err == nil {
		err = a.err
	}
	if err != nil {
		return nil, err
	}
	return &then, nil
}
