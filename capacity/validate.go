package capacity

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Limits of magnitude. They lie far above what exists, and keep every sum
// that is made of them within int64.
const (
	maxPeople  = 1_000_000
	maxVisits  = 1_000_000_000 // visits or pupils that a quota counts
	maxUnits   = 1_000_000_000_000
	maxAmount  = 1_000_000_000_000_000 // fen
	maxMeters  = 10_000_000
	maxMinutes = 100_000
	maxHours   = 1_000                                // class hours of a period
	maxDays    = 1_000                                // of a term
	maxSlots   = 500_000                              // days times periods of all terms
	maxID      = 128                                  // bytes
	maxPeriod  = maxID - len("2026-09-07") - len(".") // bytes, so that slot ids keep to maxID
)

// validate notes everything that is wrong with the spec.
func (s Spec) validate(catalog *curriculum.Catalog, found *finding.List) {
	v := newValidator(s, catalog, found)
	v.zone()
	v.checkAreas()
	v.checkCalendars()
	v.checkCompetitions()
	v.checkCenters()
	v.checkRooms()
	v.checkInstructors()
	v.checkOfferings()
	v.checkClosures()
	v.checkStocks()
	v.checkBudgets()
	v.checkFleets()
	v.checkTeams()
	v.checkQuotas()
	v.checkTravel()
}

// validator holds what the checks of the single lists look up.
type validator struct {
	spec     Spec
	found    *finding.List
	searches int // ids that may still be compared to suggest one for a dangling id

	areas        ids[AreaID]
	calendars    ids[CalendarID]
	competitions ids[CompetitionID]
	centers      ids[CenterID]
	rooms        ids[RoomID]
	instructors  ids[InstructorID]
	offerings    ids[OfferingID]
	closures     ids[ClosureID]
	budgets      ids[BudgetID]
	fleets       ids[FleetID]
	teams        ids[TeamID]
	quotas       ids[QuotaID]

	catalog curriculum.Spec
	courses ids[curriculum.CourseID]
	majors  ids[curriculum.MajorID]
	items   ids[curriculum.ItemID]
	lines   ids[curriculum.LineID]
}

func newValidator(s Spec, catalog *curriculum.Catalog, found *finding.List) *validator {
	c := catalog.Spec()
	return &validator{
		spec: s, found: found, searches: 200_000, catalog: c,
		areas:        idsOf("area", "/areas", s.Areas, func(a Area) AreaID { return a.ID }),
		calendars:    idsOf("calendar", "/calendars", s.Calendars, func(c Calendar) CalendarID { return c.ID }),
		competitions: idsOf("competition", "/competitions", s.Competitions, func(c Competition) CompetitionID { return c.ID }),
		centers:      idsOf("center", "/centers", s.Centers, func(c Center) CenterID { return c.ID }),
		rooms:        idsOf("room", "/rooms", s.Rooms, func(r Room) RoomID { return r.ID }),
		instructors:  idsOf("instructor", "/instructors", s.Instructors, func(i Instructor) InstructorID { return i.ID }),
		offerings:    idsOf("offering", "/offerings", s.Offerings, func(o Offering) OfferingID { return o.ID }),
		closures:     idsOf("closure", "/closures", s.Closures, func(c Closure) ClosureID { return c.ID }),
		budgets:      idsOf("budget", "/budgets", s.Budgets, func(b Budget) BudgetID { return b.ID }),
		fleets:       idsOf("fleet", "/fleets", s.Fleets, func(f Fleet) FleetID { return f.ID }),
		teams:        idsOf("team", "/teams", s.Teams, func(t Team) TeamID { return t.ID }),
		quotas:       idsOf("quota", "/quotas", s.Quotas, func(q Quota) QuotaID { return q.ID }),
		courses:      idsOf("course", "/courses", c.Courses, func(c curriculum.Course) curriculum.CourseID { return c.ID }),
		majors:       idsOf("major", "/majors", c.Majors, func(m curriculum.Major) curriculum.MajorID { return m.ID }),
		items:        idsOf("item", "/items", c.Items, func(i curriculum.Item) curriculum.ItemID { return i.ID }),
		lines:        idsOf("line", "/lines", c.Lines, func(l curriculum.Line) curriculum.LineID { return l.ID }),
	}
}

// ids are the ids of one list in input order.
type ids[ID ~string] struct {
	what string // "center"
	path string // "/centers"
	list []ID
	at   map[ID]int // where each id comes first
}

func idsOf[T any, ID ~string](what, path string, list []T, id func(T) ID) ids[ID] {
	s := ids[ID]{what: what, path: path, list: make([]ID, len(list)), at: make(map[ID]int, len(list))}
	for i, x := range list {
		s.list[i] = id(x)
		if _, ok := s.at[s.list[i]]; !ok {
			s.at[s.list[i]] = i
		}
	}
	return s
}

// define checks the id of the element with index i and returns the element's path.
func (s ids[ID]) define(v *validator, i int) string {
	id, path := s.list[i], at(s.path, i)
	v.id(path+"/id", string(id), maxID)
	if first := s.at[id]; first != i && id != "" {
		v.found.Add(path+"/id", id, "is the id of "+at(s.path, first)+" too", "give every "+s.what+" an id of its own")
	}
	return path
}

// refer checks an id that must be among s.
func (s ids[ID]) refer(v *validator, path string, id ID) bool {
	if id == "" {
		v.found.Add(path, nil, "is missing", "name the "+s.what)
		return false
	}
	return s.optional(v, path, id)
}

// optional checks an id that must be empty or among s.
func (s ids[ID]) optional(v *validator, path string, id ID) bool {
	if _, ok := s.at[id]; ok || id == "" {
		return true
	}
	// Without a limit a file of wrong ids would cost time in the square of its length.
	near := s.list
	if v.searches -= len(near); v.searches < 0 {
		near = nil
	}
	v.found.Add(path, id, "is no "+s.what, finding.DidYouMean(id, slices.Values(near), s.what))
	return false
}

// referEach checks a list of ids of s.
func (s ids[ID]) referEach(v *validator, path string, list []ID) bool {
	sound := distinct(v, path, list)
	for i, id := range list {
		sound = s.refer(v, at(path, i), id) && sound
	}
	return sound
}

// distinct checks that no id is twice in a list.
func distinct[ID ~string](v *validator, path string, list []ID) bool {
	if len(list) < 2 {
		return true
	}
	sound := true
	seen := make(map[ID]int, len(list))
	for i, id := range list {
		if first, ok := seen[id]; ok && id != "" {
			v.found.Add(at(path, i), id, "stands in the list twice, first at "+at(path, first), "remove one")
			sound = false
			continue
		}
		seen[id] = i
	}
	return sound
}

func at(path string, i int) string { return path + "/" + strconv.Itoa(i) }

func (v *validator) id(path, id string, most int) {
	switch {
	case id == "":
		v.found.Add(path, nil, "is missing", "give it an id")
	case len(id) > most:
		v.found.Add(path, id, "has "+strconv.Itoa(len(id))+" bytes", "shorten it to at most "+strconv.Itoa(most))
	default:
		v.text(path, id)
	}
}

// text checks what people read. Control characters could steer a terminal.
func (v *validator) text(path, s string) {
	if !utf8.ValidString(s) {
		v.found.Add(path, s, "is not valid UTF-8", "save the text as UTF-8")
	} else if strings.ContainsFunc(s, unicode.IsControl) {
		v.found.Add(path, s, "holds a control character", "remove line breaks, tabs and other control characters")
	}
}

func (v *validator) number(path string, n, least, most int64) bool {
	problem := ""
	switch {
	case n < least:
		problem = "is less than " + strconv.FormatInt(least, 10)
	case n > most:
		problem = "is more than " + strconv.FormatInt(most, 10)
	default:
		return true
	}
	v.found.Add(path, n, problem, "write a number from "+strconv.FormatInt(least, 10)+" to "+strconv.FormatInt(most, 10))
	return false
}

func (v *validator) point(path string, p Point) {
	v.number(path+"/x", int64(p.X), -maxMeters, maxMeters)
	v.number(path+"/y", int64(p.Y), -maxMeters, maxMeters)
}

// option checks a typed constant, which text cannot get wrong but a Go value can.
func (v *validator) option(path string, ok bool, value any) {
	if !ok {
		v.found.Add(path, value, "is not one of its kind", "use one of the declared constants")
	}
}

// zone checks the form alone: which zones exist depends on the machine.
func (v *validator) zone() {
	for part := range strings.SplitSeq(v.spec.Zone, "/") {
		odd := strings.ContainsFunc(part, func(r rune) bool {
			return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_+-", r)
		})
		if odd || part == "" && v.spec.Zone != "" || len(v.spec.Zone) > maxID || part == "Local" {
			v.found.Add("/zone", v.spec.Zone, "is not the name of a time zone", "write a name such as Asia/Shanghai")
			return
		}
	}
}
