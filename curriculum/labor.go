package curriculum

import "github.com/sanjie-edu/sanjie/internal/closed"

// LaborGroup is one of the ten task groups (任务群) of the labor curriculum
// standard of 2022. The zero group is none.
type LaborGroup uint8

// The ten task groups, in the standard's order.
const (
	Cleaning        LaborGroup = 1 + iota // 清洁与卫生
	Tidying                               // 整理与收纳
	Cooking                               // 烹饪与营养
	Appliances                            // 家用器具使用与维护
	Farming                               // 农业生产劳动
	Crafts                                // 传统工艺制作
	Industry                              // 工业生产劳动
	NewTechnology                         // 新技术体验与应用
	ModernServices                        // 现代服务业劳动
	PublicVolunteer                       // 公益劳动与志愿服务
)

var laborGroups = closed.Set[LaborGroup]{What: "labor group", Names: []string{"", "cleaning", "tidying", "cooking", "appliances",
	"farming", "crafts", "industry", "newtech", "services", "volunteering"}}

func (g LaborGroup) String() string                   { return laborGroups.String(g) }
func (g LaborGroup) MarshalText() ([]byte, error)     { return laborGroups.Marshal(g) }
func (g *LaborGroup) UnmarshalText(text []byte) error { return laborGroups.Unmarshal(text, g) }
