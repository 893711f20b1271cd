package scenario

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
)

// applying is an edit under way.
type applying struct {
	edit  *Edit
	then  reflect.Value // of the File that it becomes
	found finding.List
	err   error // of setting what the strict reader has read
}

// part returns a member of one of the edit's three objects.
func (a *applying) part(object string, m *editMember) reflect.Value {
	return a.edit.v.FieldByName(object).FieldByName(reflect.TypeFor[File]().FieldByIndex(m.index).Name)
}

// overlay sets the fields of a struct that are stated, and returns it.
func (a *applying) overlay(x reflect.Value, stated json.RawMessage) reflect.Value {
	then := reflect.New(x.Type())
	then.Elem().Set(x)
	var fields map[string]json.RawMessage
	a.err = cmp.Or(a.err, json.Unmarshal(stated, &fields))
	for i := range x.NumField() { // or else lists would be read into those of x
		if _, ok := fields[nameOf(x.Type().Field(i))]; ok {
			then.Elem().Field(i).SetZero()
		}
	}
	a.err = cmp.Or(a.err, json.Unmarshal(stated, then.Interface()))
	return then.Elem()
}

// setMember sets a member that is no list.
func (a *applying) setMember(m *editMember) {
	stated, ok := a.edit.set[m.name]
	into := a.then.FieldByIndex(m.index)
	switch {
	case !ok:
	case into.Kind() == reflect.Struct:
		from := into
		if m.name == "weights" && from.IsZero() { // left out, these are meant
			from = reflect.ValueOf(matching.DefaultWeights())
		}
		into.Set(a.overlay(from, stated))
	default:
		into.Set(a.part("Set", m))
	}
}

// changeList removes, sets and adds elements.
func (a *applying) changeList(m *editMember) {
	list := a.then.FieldByIndex(m.index)
	remove, set, add := a.part("Remove", m), a.part("Set", m), a.part("Add", m)
	if remove.Len()+set.Len()+add.Len() == 0 {
		return
	}
	at := map[string]int{}
	for i := range list.Len() {
		at[m.key(list.Index(i))] = i
	}
	gone := a.known("remove", "removed", m, remove, at)
	changed := a.known("set", "set", m, set, at)
	then := reflect.MakeSlice(list.Type(), 0, list.Len()+add.Len())
	var stated []json.RawMessage
	if set.Len() > 0 {
		a.err = cmp.Or(a.err, json.Unmarshal(a.edit.set[m.name], &stated))
	}
	for i := range list.Len() {
		k, setting := changed[i]
		_, going := gone[i]
		switch {
		case going && setting:
			a.refuse("set", m, k, set.Index(k), "is removed as well", "do one of the two")
		case going:
			delete(at, m.key(list.Index(i)))
		case setting:
			then = reflect.Append(then, a.overlay(list.Index(i), stated[k]))
		default:
			then = reflect.Append(then, list.Index(i))
		}
	}
	for i := range add.Len() {
		x := add.Index(i)
		if _, ok := at[m.key(x)]; ok {
			a.refuse("add", m, i, x, "is there already", "set its fields, or remove the other")
			continue
		}
		at[m.key(x)] = list.Len() + i
		then = reflect.Append(then, x)
	}
	if list.Set(then); then.Len() == 0 {
		list.SetZero()
	}
}

// known returns which elements of a list an edit names, and where it does.
func (a *applying) known(object, done string, m *editMember, names reflect.Value, at map[string]int) map[int]int {
	all := map[int]int{}
	for k := range names.Len() {
		x := names.Index(k)
		i, ok := at[m.key(x)]
		if !ok {
			a.refuse(object, m, k, x, "is not in the scenario", "name one that is")
			continue
		}
		if _, twice := all[i]; twice {
			a.refuse(object, m, k, x, "is "+done+" twice", "do so once")
			continue
		}
		all[i] = k
	}
	return all
}

func (a *applying) refuse(object string, m *editMember, i int, x reflect.Value, problem, remedy string) {
	path := fmt.Sprintf("/%s/%s/%d", object, m.name, i)
	if x.Kind() == reflect.Struct && len(m.keys) == 1 {
		path += "/" + m.keys[0]
	}
	a.found.Add(path, strings.Join(m.keysOf(x), " "), problem, remedy)
}

// keysOf returns what names an element; the element may be nothing but that.
func (m *editMember) keysOf(x reflect.Value) []string {
	if x.Kind() == reflect.String {
		return []string{x.String()}
	}
	var keys []string
	for _, name := range m.keys {
		keys = append(keys, x.FieldByIndex(fieldOf(x.Type(), name).Index).String())
	}
	return keys
}

// key returns a text that only elements with the same keys have: no id holds a
// control character.
func (m *editMember) key(x reflect.Value) string { return strings.Join(m.keysOf(x), "\n") }
