package district

import (
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// home is what the builder knows of a school besides its data.
type home struct {
	kind    SchoolKind
	area    int
	rural   bool
	small   bool // classes of 10 to 24 pupils instead of 35 to 48
	classes int
	cohorts []int // indices of its cohorts
}

// kinds tells, for each kind of school, its grades, its usual number of
// classes, how its names end and how common it is.
var kinds = [...]struct {
	first, last curriculum.Grade
	least, most int
	suffix      string
	weight      int
}{
	PrimarySchool:    {1, 6, 12, 36, "小学", 62},
	JuniorSchool:     {7, 9, 15, 45, "中学", 15},
	NineYearSchool:   {1, 9, 20, 50, "实验学校", 10},
	CompleteSchool:   {7, 12, 24, 60, "完全中学", 7},
	SeniorSchool:     {10, 12, 20, 50, "高级中学", 4},
	VocationalSchool: {curriculum.Vocational1, curriculum.Vocational3, 15, 40, "职业技术学校", 2},
}

// need is the weight of a school's requests.
func (h home) need() int {
	switch {
	case h.small:
		return 3
	case h.rural:
		return 2
	}
	return 0 // which means 1
}

const root capacity.AreaID = "a00"

func areaID(i int) capacity.AreaID { return capacity.AreaID(fmt.Sprintf("a%02d", i+1)) }

// compass has sixteen directions as thousandths, to place things without
// trigonometry.
var compass = [...]capacity.Point{
	{X: 1000, Y: 0}, {X: 924, Y: 383}, {X: 707, Y: 707}, {X: 383, Y: 924}, {X: 0, Y: 1000}, {X: -383, Y: 924}, {X: -707, Y: 707}, {X: -924, Y: 383},
	{X: -1000, Y: 0}, {X: -924, Y: -383}, {X: -707, Y: -707}, {X: -383, Y: -924}, {X: 0, Y: -1000}, {X: 383, Y: -924}, {X: 707, Y: -707}, {X: 924, Y: -383},
}

// around places a point between near and far meters from a center.
func around(d *dice, center capacity.Point, near, far int) capacity.Point {
	r := d.between(near, far)
	to := pick(d, compass[:])
	return capacity.Point{X: center.X + to.X*r/1000, Y: center.Y + to.Y*r/1000}
}

// schools draws the areas, the schools in them and their classes.
func (b *builder) schools() {
	d := newDice(b.profile.Seed, streamSchools)
	p := b.profile
	b.capacity.Areas = []capacity.Area{{ID: root, Name: p.Root}}
	middles := make([]capacity.Point, len(p.Areas))
	var chance []int
	for i, a := range p.Areas {
		b.capacity.Areas = append(b.capacity.Areas, capacity.Area{ID: areaID(i), Name: a.Name, Parent: root})
		near, far, weight := 0, p.Radius/2, 100
		if a.Rural {
			near, far, weight = p.Radius/2, p.Radius, 60
		}
		chance = append(chance, weight)
		if middles[i] = a.At; a.At == (capacity.Point{}) {
			middles[i] = around(d, capacity.Point{}, near, far)
		}
	}
	chance = cumulate(chance)
	var common []int
	for _, k := range kinds {
		common = append(common, k.weight)
	}
	common = cumulate(common)

	b.homes = make([]home, p.Schools)
	weights := make([]int, p.Schools)
	numbers := map[[2]int]int{} // schools of an area and kind so far
	for i := range b.homes {
		h, name := &b.homes[i], ""
		if i < len(p.Named) {
			name, h.kind, h.area = p.Named[i].Name, p.Named[i].Kind, p.Named[i].Area
		} else {
			h.kind, h.area = SchoolKind(d.weighted(common)), d.weighted(chance)
			numbers[[2]int{h.area, int(h.kind)}]++
			name = fmt.Sprintf("%s第%d%s", p.Areas[h.area].Name, numbers[[2]int{h.area, int(h.kind)}], kinds[h.kind].suffix)
		}
		h.rural = p.Areas[h.area].Rural
		h.small = h.rural && i >= len(p.Named) && h.kind == PrimarySchool && d.percent(50)
		weights[i] = d.between(kinds[h.kind].least, kinds[h.kind].most)
		if h.small {
			weights[i] = 6
		}
		b.requests.Schools = append(b.requests.Schools, matching.School{
			ID: curriculum.SchoolID(fmt.Sprintf("s%04d", i+1)), Name: name, Area: areaID(h.area),
			At: around(d, middles[h.area], 0, p.Radius/6),
		})
	}
	groups := newDice(b.profile.Seed, streamGroups)
	for i, more := range Share(p.Classes-p.Schools, weights) {
		b.homes[i].classes = 1 + more
		b.classes(d, i)
		b.groups(groups, i)
	}
}

// classes draws the classes of a school, grade after grade.
func (b *builder) classes(d *dice, school int) {
	h := &b.homes[school]
	k := kinds[h.kind]
	grades := int(k.last-k.first) + 1
	id := b.requests.Schools[school].ID
	for i := range h.classes {
		grade, number := k.first+curriculum.Grade(i%grades), i/grades+1
		c := curriculum.Cohort{
			ID: curriculum.CohortID(fmt.Sprintf("%s-%s-%d", id, grade, number)), School: id,
			Name:  fmt.Sprintf("%s（%d）班", gradeName(grade), number),
			Grade: grade, Size: b.classSize(d, h.small), Intents: b.intents(d, grade),
		}
		h.cohorts = append(h.cohorts, len(b.requests.Cohorts))
		b.requests.Cohorts = append(b.requests.Cohorts, c)
		b.pupils += c.Size
	}
}

// groups turns some classes of a school into two or three classes that come as
// one group. Rural schools have too few buses for that.
func (b *builder) groups(d *dice, school int) {
	h := &b.homes[school]
	if h.rural {
		return
	}
	for _, i := range h.cohorts {
		c := &b.requests.Cohorts[i]
		if d.percent(3) {
			size := d.between(60, 120)
			b.pupils += size - c.Size
			c.Name, c.Size = strings.TrimSuffix(c.Name, "班")+"联组", size
		}
	}
}

func (b *builder) classSize(d *dice, small bool) int {
	switch {
	case small:
		return d.between(10, 24)
	case d.percent(70):
		return d.between(38, 45)
	}
	return d.between(35, 48)
}

// intents draws what opens Exploration: all vocational classes mean to develop
// in a major, some others do so or enter a competition.
func (b *builder) intents(d *dice, g curriculum.Grade) []curriculum.Intent {
	major := func() curriculum.Intent {
		return curriculum.Intent{Kind: curriculum.DevelopMajor, Major: curriculum.MajorID(pick(d, b.profile.Majors))}
	}
	switch {
	case g.Stage() == curriculum.Vocational:
		return []curriculum.Intent{major()}
	case g >= 7 && d.percent(6):
		return []curriculum.Intent{major()}
	case g >= 7 && d.percent(8):
		return []curriculum.Intent{{Kind: curriculum.EnterCompetition, Competition: "青少年科技创新大赛"}}
	}
	return nil
}

var gradeNames = [...]string{"", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "初一", "初二", "初三",
	"高一", "高二", "高三", "职高一", "职高二", "职高三"}

func gradeName(g curriculum.Grade) string { return gradeNames[g] }
