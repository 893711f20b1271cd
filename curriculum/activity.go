package curriculum

import "github.com/sanjie-edu/sanjie/internal/closed"

// Activity is a kind of activity that a course uses. The zero Activity is unset.
type Activity uint8

// The kinds of activity that the tiers' definitions name.
const (
	Observation Activity = 1 + iota // 职业情境观摩
	RolePlay                        // 角色扮演
	Game                            // 游戏体验
	WorkTask                        // 职业工作任务
	Making                          // 设计与制作
	Innovation                      // 新技术、新方法、新工艺的创新应用
)

var activities = closed.Set[Activity]{What: "activity", Names: []string{"", "observation", "roleplay", "game", "worktask", "making", "innovation"}}

func (a Activity) String() string                   { return activities.String(a) }
func (a Activity) MarshalText() ([]byte, error)     { return activities.Marshal(a) }
func (a *Activity) UnmarshalText(text []byte) error { return activities.Unmarshal(text, a) }

// Delivery is how a course reaches its pupils. The zero Delivery is OnSite.
type Delivery uint8

// The ways of delivery.
const (
	OnSite    Delivery = iota // in the rooms of a center
	Outreach                  // a team carries it to the school (送课)
	Online                    // no travel, large capacity, counted apart
	OffCampus                 // at a firm or an off-campus base
	Blended                   // virtual simulation with an instructor, at the pupils' school: no travel, counted apart
)

var deliveries = closed.Set[Delivery]{What: "delivery", Names: []string{"onsite", "outreach", "online", "offcampus", "blended"}}

func (d Delivery) String() string                   { return deliveries.String(d) }
func (d Delivery) MarshalText() ([]byte, error)     { return deliveries.Marshal(d) }
func (d *Delivery) UnmarshalText(text []byte) error { return deliveries.Unmarshal(text, d) }
