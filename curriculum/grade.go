package curriculum

import (
	"fmt"
	"iter"
	"math/bits"
	"strconv"
	"strings"

	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Grade is a school year: 1 to 12 in general schools, and [Vocational1] to
// [Vocational3] for the three years of secondary vocational school, whose
// pupils visit centers too. The zero Grade is unset.
type Grade uint8

// The years of secondary vocational school.
const (
	Vocational1 Grade = 13 + iota
	Vocational2
	Vocational3
)

// Valid reports whether g is a grade at all.
func (g Grade) Valid() bool { return g >= 1 && g <= Vocational3 }

// Stage returns the stage (学段) that g belongs to, or 0 for an invalid grade.
func (g Grade) Stage() Stage {
	switch {
	case g >= 1 && g <= 6:
		return Primary
	case g >= 7 && g <= 9:
		return JuniorMiddle
	case g >= 10 && g <= 12:
		return SeniorHigh
	case g >= Vocational1 && g <= Vocational3:
		return Vocational
	}
	return 0
}

// String returns "1" to "12", or "v1" to "v3" for vocational school.
func (g Grade) String() string {
	if g >= Vocational1 && g <= Vocational3 {
		return "v" + strconv.Itoa(int(g-Vocational1)+1)
	}
	return strconv.Itoa(int(g))
}

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (g Grade) MarshalText() ([]byte, error) {
	if !g.Valid() {
		return nil, fmt.Errorf("no grade %d; grades are 1 to 12 and v1 to v3", uint8(g))
	}
	return []byte(g.String()), nil
}

// UnmarshalText accepts what MarshalText writes.
func (g *Grade) UnmarshalText(text []byte) error {
	for h := Grade(1); h <= Vocational3; h++ {
		if h.String() == string(text) {
			*g = h
			return nil
		}
	}
	return fmt.Errorf("unknown grade %.80q; want 1 to 12 or v1 to v3", text)
}

// Stage is a stage of schooling (学段). The zero Stage is unset.
type Stage uint8

// The stages.
const (
	Primary      Stage = 1 + iota // 小学, grades 1–6
	JuniorMiddle                  // 初中, grades 7–9
	SeniorHigh                    // 高中, grades 10–12
	Vocational                    // 中职, grades v1–v3
)

var stages = closed.Set[Stage]{What: "stage", Names: []string{"", "primary", "junior", "senior", "vocational"}}

// Grades returns the grades of the stage; an unknown one has none.
func (s Stage) Grades() GradeSet {
	var set GradeSet
	for g := range AllGrades.All() {
		if g.Stage() == s {
			set |= Grades(g, g)
		}
	}
	return set
}

func (s Stage) String() string                   { return stages.String(s) }
func (s Stage) MarshalText() ([]byte, error)     { return stages.Marshal(s) }
func (s *Stage) UnmarshalText(text []byte) error { return stages.Unmarshal(text, s) }

// GradeSet is a set of grades. The zero set is empty; where a field of this
// type limits something, the field says what the empty set means.
type GradeSet uint16

// Grades returns the set of the valid grades from first to last, both included.
func Grades(first, last Grade) GradeSet {
	var s GradeSet
	for g := max(first, 1); g <= last && g.Valid(); g++ {
		s |= 1 << g
	}
	return s
}

// AllGrades holds every grade.
var AllGrades = Grades(1, Vocational3)

// Has reports whether g is in the set.
func (s GradeSet) Has(g Grade) bool { return g.Valid() && s>>g&1 == 1 }

// Len returns the number of grades in the set.
func (s GradeSet) Len() int { return bits.OnesCount16(uint16(s & AllGrades)) }

// All yields the grades of the set in ascending order.
func (s GradeSet) All() iter.Seq[Grade] {
	return func(yield func(Grade) bool) {
		for g := Grade(1); g <= Vocational3; g++ {
			if s.Has(g) && !yield(g) {
				return
			}
		}
	}
}

// String joins ranges by commas: "1-6,9,v1-v3". General and vocational grades
// never share a range.
func (s GradeSet) String() string {
	var parts []string
	for g := Grade(1); g <= Vocational3; g++ {
		if !s.Has(g) {
			continue
		}
		last := g
		for s.Has(last+1) && last+1 != Vocational1 {
			last++
		}
		if last == g {
			parts = append(parts, g.String())
		} else {
			parts = append(parts, g.String()+"-"+last.String())
		}
		g = last
	}
	return strings.Join(parts, ",")
}

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (s GradeSet) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText accepts what MarshalText writes, ranges in any order.
func (s *GradeSet) UnmarshalText(text []byte) error {
	var set GradeSet
	if len(text) == 0 {
		*s = 0
		return nil
	}
	for part := range strings.SplitSeq(string(text), ",") {
		from, to, isRange := strings.Cut(part, "-")
		var first, last Grade
		if err := first.UnmarshalText([]byte(from)); err != nil {
			return err
		}
		last = first
		if isRange {
			if err := last.UnmarshalText([]byte(to)); err != nil {
				return err
			}
		}
		if last < first || (first < Vocational1) != (last < Vocational1) {
			return fmt.Errorf("grade range %.80q does not ascend within one kind of school; write ranges such as 1-6,v1-v3", part)
		}
		set |= Grades(first, last)
	}
	*s = set
	return nil
}
