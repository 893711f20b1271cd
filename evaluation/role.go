package evaluation

import "github.com/sanjie-edu/sanjie/internal/closed"

// Role is in which role somebody rates. The zero Role is unset.
type Role uint8

// The roles of raters.
const (
	Self       Role = 1 + iota // 自评: a pupil, on the own visit and work
	Peer                       // 互评: a pupil, on those of others
	Teacher                    // 教师: the school's, who came along
	Instructor                 // 指导教师: who led the session
	Parent                     // 家长
	External                   // 第三方评价: somebody who is neither the school's nor the center's
)

var roles = closed.Set[Role]{What: "role", Names: []string{"", "self", "peer", "teacher", "instructor", "parent", "external"}}

func (r Role) String() string                   { return roles.String(r) }
func (r Role) MarshalText() ([]byte, error)     { return roles.Marshal(r) }
func (r *Role) UnmarshalText(text []byte) error { return roles.Unmarshal(text, r) }
