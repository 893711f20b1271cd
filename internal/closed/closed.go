// Package closed gives typed constants of a closed set their text form.
package closed

import (
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
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

// Check notes at path a value that has no text form, and reports whether it has one.
func (s Set[T]) Check(found *finding.List, path string, v T) bool {
	switch {
	case s.Has(v):
		return true
	case v == 0:
		found.Add(path, nil, "is not set", "use "+s.Want())
	default:
		found.Add(path, uint8(v), "is no "+s.What, "use "+s.Want())
	}
	return false
}

// Marshal returns the name of v.
func (s Set[T]) Marshal(v T) ([]byte, error) {
	if !s.Has(v) {
		return nil, fmt.Errorf("no %s %d; want %s", s.What, uint8(v), s.Want())
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
	return fmt.Errorf("unknown %s %.80q; want %s", s.What, text, s.Want())
}

// Want lists the names, for a remedy.
func (s Set[T]) Want() string {
	var names []string
	for _, name := range s.Names {
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// Join joins by commas the names of the values for which has holds, in order.
func (s Set[T]) Join(has func(T) bool) string {
	var names []string
	for i, name := range s.Names {
		if name != "" && has(T(i)) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}

// Split calls add for each value that a text names, joined by commas.
func (s Set[T]) Split(text []byte, add func(T)) error {
	if len(text) == 0 {
		return nil
	}
	for part := range strings.SplitSeq(string(text), ",") {
		var v T
		if err := s.Unmarshal([]byte(part), &v); err != nil {
			return fmt.Errorf("%w, joined by commas", err)
		}
		add(v)
	}
	return nil
}
