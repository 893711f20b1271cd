package district

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// Profile says how large a district is, what is named in it, and where it is
// short. Build draws everything else.
type Profile struct {
	Name  string
	Notes []string
	Seed  uint64
	Weeks int // usable weeks of the term, 14 to 17

	Root   string // name of the district or city
	Radius int    // meters from its seat to its border
	Areas  []Area // its parts, at least one

	Schools int      // number of schools, the named ones included
	Named   []School // schools with names of their own
	Classes int      // classes of all schools together, at least one a school; some stand for a grade that comes as one group

	Majors []string // ids of the table of majors, at least one
	Sites  []Site   // providers, at least one, the main one first
	Budget []Amount // budgets of the term; none leaves them to Build

	Seats    int   // seats open to visitors, per thousand pupils of the district; 0 opens every free half-day
	Free     int   // half-days of the ten a week that a training room is free of own lessons
	Lessons  int   // half-days of the ten a week that a teacher has own lessons
	PerWeek  []int // most sessions a week of an instructor, drawn with equal chance
	Flexible bool  // schools can come on most days of the term
	Expected int   // percent of the demand that limits on stock, budget and buses are made for
}

// Area is a part of the district.
type Area struct {
	Name  string
	Rural bool           // far from the seat, with small schools that share buses
	At    capacity.Point // from the district's seat; the zero Point is drawn
}

// School is a school with a name of its own.
type School struct {
	Name string
	Kind SchoolKind
	Area int // index of its area
}

// SchoolKind says which grades a school has.
type SchoolKind uint8

// The kinds of school.
const (
	PrimarySchool    SchoolKind = iota // 小学
	JuniorSchool                       // 初级中学
	NineYearSchool                     // 九年一贯制学校
	CompleteSchool                     // 完全中学
	SeniorSchool                       // 高级中学
	VocationalSchool                   // 中等职业学校
)

// Site is a provider.
type Site struct {
	Name, Host  string
	Kind        capacity.CenterKind
	Area        int  // index of its area
	Seat        bool // at the district's seat instead of in the middle of its area
	Majors      []string
	Rooms       int // training rooms; none at an online site
	Instructors int
	Batch       int
	Rotation    bool // runs a rotation over five stations besides
}

// Amount is the money of a budget line for the term.
type Amount struct {
	Line  curriculum.LineID
	Money curriculum.Fen
}

// District is what Build makes: the three parts of a problem.
type District struct {
	Name       string
	Notes      []string
	Curriculum curriculum.Spec
	Capacity   capacity.Spec
	Demand     matching.Spec
}

// Build draws a district. It is a function of the profile alone.
func Build(p Profile) District {
	b := &builder{profile: p, term: newTerm(p.Weeks)}
	b.courses()
	b.schools()
	b.sites()
	b.programs()
	b.closures()
	b.demand()
	b.limits()
	return District{
		Name: p.Name, Notes: p.Notes,
		Curriculum: b.curriculum, Capacity: b.capacity, Demand: b.requests,
	}
}

// builder holds a district while it is drawn.
type builder struct {
	profile Profile
	term    term

	curriculum curriculum.Spec
	capacity   capacity.Spec
	requests   matching.Spec

	popularity map[curriculum.CourseID]int // weight of a course among those offered
	homes      []home                      // by index of requests.Schools
	menus      []menu                      // by index of capacity.Centers
	carried    []delivered                 // by teams
	virtual    []delivered                 // by simulation
	pupils     int                         // of all cohorts
}
