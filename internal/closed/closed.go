// Package closed gives typed constants of a closed set their text form.
package closed

import (
	"fmt"
	"strings"
)

// Set holds the names of a closed set, indexed by value. An empty name marks a
// value that has no text form, such as the unset zero.
type Set[T ~uint8] struct {
	What  string // for messages: "tier"
	Names []string
}

// String returns the name of v, or a form like "tier(9)" for an unknown value.
func (s Set[T]) String(v T) string {
	if int(v) < len(s.Names) {
		return s.Names[v]
	}
	return fmt.Sprintf("%s(%d)", s.What, uint8(v))
}

// Has reports whether v has a text form.
func (s Set[T]) Has(v T) bool { return int(v) < len(s.Names) && s.Names[v] != "" }

// Marshal returns the name of v.
func (s Set[T]) Marshal(v T) ([]byte, error) {
	if !s.Has(v) {
		return nil, fmt.Errorf("no %s %d; want %s", s.What, uint8(v), s.list())
	}
	return []byte(s.Names[v]), nil
}

// Unmarshal sets v to the value named by text.
func (s Set[T]) Unmarshal(text []byte, v *T) error {
	for i, name := range s.Names {
		if name != "" && name == string(text) {
			*v = T(i)
			return nil
		}
	}
	return fmt.Errorf("unknown %s %q; want %s", s.What, text, s.list())
}

func (s Set[T]) list() string {
	var names []string
	for _, name := range s.Names {
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
