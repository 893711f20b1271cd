package district

import (
	"fmt"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// menu is what a center offers, as the schools that choose see it.
type menu struct {
	online  bool
	weight  int                   // how much it offers
	courses []curriculum.CourseID // in the order in which they were first offered
	has     map[curriculum.CourseID]bool
	rooms   []int // by index of the site's majors
}

func (m *menu) add(id curriculum.CourseID, weight int) {
	m.weight += weight
	if !m.has[id] {
		m.has[id] = true
		m.courses = append(m.courses, id)
	}
}

// sites draws the centers with their rooms, offerings and instructors.
func (b *builder) sites() {
	d := newDice(b.profile.Seed, streamSites)
	b.capacity.Calendars = []capacity.Calendar{b.term.calendar()}
	b.capacity.Travel = capacity.Travel{Speed: 400, Fixed: 10}
	open := b.openings(d)
	visitors := 0 // half-days that the rooms are open to visitors
	for _, n := range open {
		visitors += n
	}
	for i, s := range b.profile.Sites {
		c := capacity.Center{
			ID: capacity.CenterID(fmt.Sprintf("k%02d", i+1)), Name: s.Name, Host: s.Host, Kind: s.Kind, Area: areaID(s.Area),
			At: around(d, b.middle(s.Area), 0, b.profile.Radius/8), Calendar: "term", Batch: s.Batch, Sponsor: "教育局",
			License: capacity.DateSpan{From: capacity.DateOf(2025, 9, 1), To: capacity.DateOf(2028, 8, 31)},
		}
		if s.Seat {
			c.At = around(d, capacity.Point{}, 0, b.profile.Radius/8)
		}
		if s.Kind == capacity.Firm {
			c.Sponsor = "人力资源和社会保障局"
		}
		if i > 2 && i%17 == 0 {
			c.License.To = capacity.DateOf(2026, 12, 15) // ends within the term
		}
		if s.Rooms > 0 && i%2 == 0 {
			c.Headcount = 60 + s.Rooms*25
		}
		b.capacity.Centers = append(b.capacity.Centers, c)
		b.menus = append(b.menus, menu{online: s.Kind == capacity.OnlineSite, has: map[curriculum.CourseID]bool{}})
		if s.Kind == capacity.OnlineSite {
			b.onlineOfferings(i)
			continue
		}
		b.equip(d, i, open[:s.Rooms])
		open = open[s.Rooms:]
	}
	for i := range b.profile.Sites {
		b.instructors(d, i)
	}
	b.comeToSchools(visitors)
}

// middle returns the mean place of an area's schools, or the seat when it has none.
func (b *builder) middle(area int) capacity.Point {
	var x, y, n int64
	for i, s := range b.requests.Schools {
		if b.homes[i].area == area {
			x, y, n = x+int64(s.At.X), y+int64(s.At.Y), n+1
		}
	}
	if n == 0 {
		return capacity.Point{}
	}
	return capacity.Point{X: int(x / n), Y: int(y / n)}
}

// openings says in how many half-days of the term each room receives
// visitors; 0 stands for every free one.
func (b *builder) openings(d *dice) []int {
	rooms := 0
	for _, s := range b.profile.Sites {
		rooms += s.Rooms
	}
	if b.profile.Seats == 0 {
		return make([]int, rooms)
	}
	const usual = 46 // seats of a room
	total := int(int64(b.pupils) * int64(b.profile.Seats) / 1000 / usual)
	weights := make([]int, rooms)
	for i := range weights {
		weights[i] = d.between(2, 4)
	}
	open := Share(total, weights)
	for i := range open {
		open[i] = max(1, open[i])
	}
	return open
}

// room is a training room while its offerings are drawn.
type room struct {
	id    capacity.RoomID
	seats int
	times capacity.Times // of its offerings
}

// equip draws the rooms of a site and deals them to its majors: one to each,
// the others by popularity.
func (b *builder) equip(d *dice, site int, open []int) {
	s := b.profile.Sites[site]
	weights := make([]int, len(s.Majors))
	for i, m := range s.Majors {
		weights[i] = 400
		for _, kind := range []string{firstSteps, trying, practice, exploring} {
			weights[i] += b.popularity[courseID(m, kind)]
		}
	}
	counts := Share(max(0, s.Rooms-len(s.Majors)), weights)
	next := 0
	var heads []room
	for i, m := range s.Majors {
		if next >= s.Rooms {
			break
		}
		k := min(counts[i]+1, s.Rooms-next)
		rooms := b.rooms(d, site, m, next, open[next:next+k])
		b.menus[site].rooms = append(b.menus[site].rooms, k)
		next += k
		b.offer(site, m, rooms)
		heads = append(heads, rooms[0])
	}
	if s.Rotation && len(heads) >= 5 {
		b.offerRotation(site, heads[:5])
	}
}

// rooms draws the rooms of one major at a site. The first takes a whole class;
// small ones come in pairs.
func (b *builder) rooms(d *dice, site int, m string, first int, open []int) []room {
	row, _ := majorOf(m)
	center := b.capacity.Centers[site]
	rooms := make([]room, len(open))
	small := -1
	for i := range rooms {
		seats := pick(d, []int{48, 50})
		if i > 0 {
			seats = pick(d, []int{24, 26, 28, 45, 48, 48, 50, 50, 50, 96})
		}
		switch {
		case seats > 28:
		case small >= 0:
			small = -1
		default:
			small = i
		}
		free := drawWeek(d, b.profile.Free)
		r := capacity.Room{
			ID: capacity.RoomID(fmt.Sprintf("%s-r%03d", center.ID, first+i+1)), Center: center.ID,
			Name: fmt.Sprintf("%s实训室%d", row.trade, i+1), Seats: seats,
		}
		rooms[i] = room{id: r.ID, seats: seats}
		if center.Kind == capacity.SchoolCenter {
			r.Teaching = free.inverse().lessons()
		}
		switch {
		case open[i] > 0:
			rooms[i].times = b.visitorTimes(d, free, open[i])
		case center.Kind != capacity.SchoolCenter:
			rooms[i].times = free.times(0, 0, morning, afternoon)
		}
		b.capacity.Rooms = append(b.capacity.Rooms, r)
	}
	if small >= 0 { // its pair was not drawn
		rooms[small].seats = 48
		b.capacity.Rooms[len(b.capacity.Rooms)-len(rooms)+small].Seats = 48
	}
	return rooms
}

// visitorTimes spreads n half-days over the free half-days of a week, each for
// as many weeks as needed.
func (b *builder) visitorTimes(d *dice, free week, n int) capacity.Times {
	var all capacity.Times
	for _, h := range free.shuffled(d) {
		if n <= 0 {
			break
		}
		run := min(n, b.term.weeks-2) // holidays cost some
		first := d.below(b.term.weeks - run)
		from, to := b.term.monday(first), b.term.monday(first+run)-1
		all = append(all, (week(1)<<h).times(max(from, b.term.from), min(to, b.term.to), morning, afternoon)...)
		n -= run
	}
	return all
}

// offer lets the rooms of a major run its courses. The first room runs those
// that most ask for; a pair of small rooms runs the Practice together, and the
// smaller groups' first steps each by itself.
func (b *builder) offer(site int, m string, rooms []room) {
	if b.profile.Sites[site].Kind != capacity.SchoolCenter {
		for _, r := range rooms {
			b.offering(site, courseID(m, visiting), r)
		}
		return
	}
	turns := [][]string{{practice, exploring}, {firstSteps, trying}, {trying, practice}}
	turn, small := 0, -1
	for i, r := range rooms {
		switch {
		case i == 0:
			b.offering(site, courseID(m, firstSteps), r)
			b.offering(site, courseID(m, trying), r)
			b.offering(site, courseID(m, practice), r)
			if len(rooms) == 1 {
				b.offering(site, courseID(m, exploring), r)
			}
		case r.seats <= 28:
			b.offering(site, courseID(m, firstSteps), r)
			if small >= 0 {
				b.offering(site, courseID(m, practice), rooms[small], r)
				small = -1
			} else {
				small = i
			}
		default:
			for _, kind := range turns[turn%len(turns)] {
				b.offering(site, courseID(m, kind), r)
			}
			turn++
		}
	}
}

// offering adds a course in one or several rooms; those who open for visitors
// at certain times only do so at the times of the first.
func (b *builder) offering(site int, course curriculum.CourseID, rooms ...room) {
	o := capacity.Offering{
		ID:     capacity.OfferingID(string(rooms[0].id) + "-" + string(course)),
		Center: b.capacity.Centers[site].ID, Course: course, Times: rooms[0].times.Clone(),
	}
	if len(rooms) > 1 {
		o.ID = capacity.OfferingID(fmt.Sprintf("%s+%d-%s", rooms[0].id, len(rooms)-1, course))
	}
	seats := 0
	for _, r := range rooms {
		o.Rooms = append(o.Rooms, r.id)
		seats += r.seats
	}
	b.capacity.Offerings = append(b.capacity.Offerings, o)
	b.menus[site].add(course, seats)
}

func (b *builder) offerRotation(site int, heads []room) {
	b.offering(site, rotation, heads...)
	o := &b.capacity.Offerings[len(b.capacity.Offerings)-1]
	o.Sharing = capacity.ShareSchool
}

func (b *builder) onlineOfferings(site int) {
	center := b.capacity.Centers[site].ID
	for _, c := range b.curriculum.Courses {
		if c.Delivery == curriculum.Online {
			b.capacity.Offerings = append(b.capacity.Offerings, capacity.Offering{
				ID: capacity.OfferingID(string(center) + "-" + string(c.ID)), Center: center, Course: c.ID, Seats: 600,
				Times: capacity.Times{{Days: weekdays(2, 4)}},
			})
			b.menus[site].add(c.ID, 1)
		}
	}
}
