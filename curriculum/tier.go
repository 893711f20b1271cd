package curriculum

import "github.com/sanjie-edu/sanjie/internal/closed"

// Tier is one of the three tiers of the curriculum. The zero Tier is unset.
type Tier uint8

// The tiers.
const (
	Experience  Tier = 1 + iota // 初级职业体验: observation, role play, games
	Practice                    // 中级职业实践: a work task and a typical product
	Exploration                 // 高级职业探索: innovation, for those with a declared intent
)

var tiers = closed.Set[Tier]{What: "tier", Names: []string{"", "experience", "practice", "exploration"}}

func (t Tier) String() string                   { return tiers.String(t) }
func (t Tier) MarshalText() ([]byte, error)     { return tiers.Marshal(t) }
func (t *Tier) UnmarshalText(text []byte) error { return tiers.Unmarshal(text, t) }

// Valid reports whether t is one of the three.
func (t Tier) Valid() bool { return tiers.Has(t) }
