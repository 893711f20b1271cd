package curriculum

import (
	"strings"

	"github.com/sanjie-edu/sanjie/internal/closed"
)

// IntentKind is what a declared intent aims at. The zero kind is unset.
type IntentKind uint8

// The kinds of intent that open Exploration.
const (
	DevelopMajor     IntentKind = 1 + iota // 专业发展意向: to develop in a major
	EnterCompetition                       // 科技类竞赛参加意向: to enter a science and technology competition
)

var intentKinds = closed.Set[IntentKind]{What: "intent", Names: []string{"", "major", "competition"}}

func (k IntentKind) String() string                   { return intentKinds.String(k) }
func (k IntentKind) MarshalText() ([]byte, error)     { return intentKinds.Marshal(k) }
func (k *IntentKind) UnmarshalText(text []byte) error { return intentKinds.Unmarshal(text, k) }

// Intent is declared by a cohort. Major or Competition may say which one is
// meant; the tier rule asks only for the kind. Where there is a calendar of
// competitions, Competition is the id of one; else it is free.
type Intent struct {
	Kind        IntentKind `json:"kind"`
	Major       MajorID    `json:"major,omitzero"`
	Competition string     `json:"competition,omitzero"`
}

// String returns the kind and what is meant, parted by spaces: "major welding".
func (i Intent) String() string {
	return strings.Join(strings.Fields(i.Kind.String()+" "+string(i.Major)+" "+i.Competition), " ")
}

// IntentSet is a set of intent kinds.
type IntentSet uint8

// Intents returns the set of the given kinds.
func Intents(kinds ...IntentKind) IntentSet {
	var s IntentSet
	for _, k := range kinds {
		s |= 1 << k
	}
	return s
}

// Has reports whether k is in the set.
func (s IntentSet) Has(k IntentKind) bool { return s>>k&1 == 1 }

// String joins the kinds by commas: "major,competition".
func (s IntentSet) String() string { return intentKinds.Join(s.Has) }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (s IntentSet) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText accepts what MarshalText writes.
func (s *IntentSet) UnmarshalText(text []byte) error {
	var set IntentSet
	if err := intentKinds.Split(text, func(k IntentKind) { set |= Intents(k) }); err != nil {
		return err
	}
	*s = set
	return nil
}
