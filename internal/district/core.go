package district

import (
	"fmt"
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// Core says which instance of the core family [BuildCore] draws.
type Core struct {
	Name   string
	Notes  []string
	Seed   uint64
	Groups int // at least 1
	Mean   int // pupils of a group
	Tight  int // percent: at 100 the rooms are free for 80 sessions per 100 groups, at 200 for 40
}

// The core family: a square with a center for 400 groups, eight weeks of ten
// half-days, six wishes among the four nearest centers.
const (
	coreSide   = 30_000 // meters
	coreCrowd  = 400
	coreWeeks  = 8
	coreSlots  = coreWeeks * halfDays
	coreFields = 19
	coreNear   = 4
	coreWishes = 6
)

// coreKinds are the courses of a field, one a tier in the order of the tiers.
var coreKinds = [...]string{trying, practice, exploring}

// BuildCore draws an instance of the core family: each group asks for one
// visit, and seats, rooms and instructors are the only limits. The group's
// choice of rank r, counted from 0, at a center d started kilometers away is
// worth 101 − 6r − min(d, 20) points a pupil. It cannot fall further: Weights
// keep every visit above half of what another is worth.
func BuildCore(c Core) District {
	b := &coreBuilder{
		core:    c,
		centers: make([]coreCenter, max(1, halfEven(c.Groups, coreCrowd))),
		term:    term{from: coreMonday, to: coreMonday + 7*coreWeeks - 3, weeks: coreWeeks},
	}
	b.courses()
	b.supply()
	b.demand()
	return District{Name: c.Name, Notes: c.Notes, Curriculum: b.curriculum, Capacity: b.capacity, Demand: b.requests}
}

// coreMonday begins eight weeks without a holiday.
var coreMonday = capacity.DateOf(2026, time.October, 12)

// coreBuilder holds an instance while it is drawn.
type coreBuilder struct {
	core    Core
	term    term
	centers []coreCenter

	curriculum curriculum.Spec
	capacity   capacity.Spec
	requests   matching.Spec
}

// coreCenter is what the groups look at when they choose.
type coreCenter struct {
	at      capacity.Point
	offered [coreFields * len(coreKinds)]bool // by index of curriculum.Courses
}

// courses fills the curriculum with a course for each field and tier.
func (b *coreBuilder) courses() {
	for _, m := range majors[:coreFields] {
		id := curriculum.MajorID(m.id)
		b.curriculum.Majors = append(b.curriculum.Majors, curriculum.Major{ID: id, Name: m.name})
		b.curriculum.Courses = append(b.curriculum.Courses,
			curriculum.Course{ID: courseID(m.id, trying), Name: m.trade + "体验", Tier: curriculum.Experience, Major: id},
			curriculum.Course{ID: courseID(m.id, practice), Name: m.trade + "实践：" + m.product, Tier: curriculum.Practice, Major: id,
				Products: []string{m.product}},
			curriculum.Course{ID: courseID(m.id, exploring), Name: m.frontier + "探索", Tier: curriculum.Exploration, Major: id},
		)
	}
}

// supply draws the centers with their rooms and instructors.
func (b *coreBuilder) supply() {
	d := newDice(b.core.Seed, streamCoreSupply)
	b.capacity.Calendars = []capacity.Calendar{b.term.calendar()}
	b.capacity.Travel = capacity.Travel{Speed: 1000} // a started kilometer is a minute
	rooms := max(4, halfEven(2*b.core.Groups, len(b.centers)*b.core.Tight))
	for i := range b.centers {
		c := capacity.Center{
			ID: capacity.CenterID(fmt.Sprintf("k%0*d", digits(len(b.centers)), i+1)), Name: fmt.Sprintf("第%d职业体验中心", i+1),
			At: inSquare(d), Calendar: b.capacity.Calendars[0].ID,
		}
		b.centers[i].at = c.At
		b.capacity.Centers = append(b.capacity.Centers, c)
		var roomsOf [coreFields]int
		for j := range rooms {
			roomsOf[b.room(d, i, capacity.RoomID(fmt.Sprintf("%s-r%0*d", c.ID, digits(rooms), j+1)))]++
		}
		for field, n := range roomsOf {
			if n > 0 {
				b.instructors(d, c.ID, field, n)
			}
		}
	}
}

// room draws a room with one to three courses of one field, free half of the
// time, and returns the field.
func (b *coreBuilder) room(d *dice, center int, id capacity.RoomID) (field int) {
	field = d.below(coreFields)
	at := b.capacity.Centers[center].ID
	r := capacity.Room{ID: id, Center: at, Seats: pick(d, []int{24, 30, 36, 40, 45, 50})}
	kinds := []int{0, 1, 2}
	shuffle(d, kinds)
	kinds = kinds[:pick(d, []int{1, 2, 2, 3})]
	slices.Sort(kinds)
	for _, kind := range kinds {
		course := field*len(coreKinds) + kind
		b.centers[center].offered[course] = true
		b.capacity.Offerings = append(b.capacity.Offerings, capacity.Offering{
			ID: capacity.OfferingID(fmt.Sprintf("%s-%s", r.ID, coreKinds[kind])), Center: at, Course: b.curriculum.Courses[course].ID,
			Rooms: []capacity.RoomID{r.ID},
		})
	}
	r.Teaching = b.times(func(int) bool { return d.percent(50) })
	b.capacity.Rooms = append(b.capacity.Rooms, r)
	return field
}

// instructors draws, for each slot, how many can lead a session of a field at
// a center: 40, 60 or 80 percent of its rooms, rounded up. The first of them is
// there in every slot, the others where more are needed.
func (b *coreBuilder) instructors(d *dice, center capacity.CenterID, field, rooms int) {
	var there [coreSlots]int
	for slot := range there {
		there[slot] = (rooms*pick(d, []int{4, 6, 8}) + 9) / 10
	}
	major := curriculum.MajorID(majors[field].id)
	for n := range slices.Max(there[:]) {
		who := capacity.Instructor{
			ID:      capacity.InstructorID(fmt.Sprintf("%s-%s-%d", center, major, n+1)),
			Centers: []capacity.CenterID{center}, Majors: []curriculum.MajorID{major},
		}
		if slices.Min(there[:]) <= n {
			who.Available = b.times(func(slot int) bool { return there[slot] > n })
		}
		b.capacity.Instructors = append(b.capacity.Instructors, who)
	}
}

// times writes the slots for which in holds, asked in ascending order, as one
// pattern for each run of them.
func (b *coreBuilder) times(in func(slot int) bool) capacity.Times {
	var times capacity.Times
	run := false
	for slot := range coreSlots {
		was := run
		if run = in(slot); !run {
			continue
		}
		date, hours := b.term.monday(slot/halfDays)+capacity.Date(slot%halfDays/2), [...]capacity.ClockSpan{morning, afternoon}[slot%2]
		if !was {
			times = append(times, capacity.When{Start: capacity.At(date, hours.Start)})
		}
		times[len(times)-1].End = capacity.At(date, hours.End)
	}
	return times
}

// inSquare draws a point.
func inSquare(d *dice) capacity.Point {
	return capacity.Point{X: d.below(coreSide), Y: d.below(coreSide)}
}

// halfEven divides, rounded to the nearest, halves to the even.
func halfEven(a, b int) int {
	q, r := a/b, a%b
	if 2*r > b || 2*r == b && q%2 == 1 {
		q++
	}
	return q
}

// digits returns the length of n in decimals, at least 2.
func digits(n int) int { return max(2, len(fmt.Sprint(n))) }
