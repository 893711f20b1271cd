package matching

import (
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Hindrance is why a cohort cannot be prepared for a competition any more. The
// zero Hindrance is none.
type Hindrance uint8

// The hindrances, in the order in which they are looked for.
const (
	NotAdmitted Hindrance = 1 + iota // its grade may not enter
	Begun                            // the competition has begun
	NoCourse                         // no course prepares for it
	NoneTakes                        // no course that does takes the cohort: the verdicts say why
	NoneOpen                         // none of those that take it is open before the competition begins
)

var hindrances = closed.Set[Hindrance]{What: "hindrance", Names: []string{"", "notadmitted", "begun", "nocourse", "nonetakes", "noneopen"}}

func (o Hindrance) String() string                   { return hindrances.String(o) }
func (o Hindrance) MarshalText() ([]byte, error)     { return hindrances.Marshal(o) }
func (o *Hindrance) UnmarshalText(text []byte) error { return hindrances.Unmarshal(text, o) }

// Preparation says whether a cohort that means to enter a competition can still
// be prepared for it before it begins, and by which courses.
type Preparation struct {
	Cohort      curriculum.CohortID
	Competition capacity.CompetitionID
	Enrolment   capacity.Date // last date to enrol
	Enrols      bool          // it is not over as of the problem's AsOf
	Against     []Hindrance   // every reason why not; none means that it can
	Courses     []Preparing   // those that prepare for it, by ascending id
}

// Ready reports whether the cohort can still be prepared.
func (x Preparation) Ready() bool { return len(x.Against) == 0 }

// Preparing is a course that prepares for a competition, for one cohort.
type Preparing struct {
	Course             curriculum.CourseID
	curriculum.Verdict               // of the whole cohort
	Sessions           int           // that R4 and R18 leave open to the cohort before the competition begins, whoever sits in them
	Last               capacity.Date // of the last of them; 0 when there is none
}

// Preparations returns what becomes of each declared intent to enter a
// competition of the network's calendar, by cohort, then competition. An intent
// that names none stands for every competition that admits the cohort's grade.
// Without a calendar of competitions there is nothing to say.
//
// It walks once over the sessions, and over those of the preparing courses once
// for each grade and area of those who mean to enter.
func (p *Problem) Preparations() []Preparation {
	s := p.preparer()
	var all []Preparation
	for i := range p.spec.Cohorts {
		cohort := &p.spec.Cohorts[i]
		for c := range s.meant(cohort) {
			all = append(all, s.prepare(cohort, c))
		}
	}
	return all
}

// preparer is the problem while its preparations are looked for.
type preparer struct {
	*domain
	competitions []capacity.Competition                     // by ascending id
	sessions     map[curriculum.CourseID][]capacity.Session // of the preparing courses, open to everyone and in time for notice
	some         []*capacity.Closure                        // closures that depend on the visitor
	counted      map[visitors]Preparing
}

// visitors are those to whom the same sessions are open.
type visitors struct {
	competition capacity.CompetitionID
	course      curriculum.CourseID
	grade       curriculum.Grade
	area        capacity.AreaID
}

func (p *Problem) preparer() *preparer {
	s := &preparer{domain: newDomain(p), sessions: map[curriculum.CourseID][]capacity.Session{}, counted: map[visitors]Preparing{}}
	s.competitions = s.network.Competitions
	if len(s.competitions) == 0 {
		return s
	}
	for i := range s.network.Closures {
		if c := &s.network.Closures[i]; c.Grades != 0 || len(c.Areas) > 0 {
			s.some = append(s.some, c)
		}
	}
	preparing := map[curriculum.CourseID]bool{}
	for _, c := range s.competitions {
		for _, id := range p.network.Preparing(c.ID) {
			preparing[id] = true
		}
	}
	earliest := p.spec.AsOf + capacity.Moment(p.spec.NoticeDays)*capacity.Moment(capacity.Midnight)
	for session := range p.network.Sessions() {
		course := s.offerings[session.Offering].Course
		if preparing[course] && (p.spec.AsOf == 0 || session.Slot.Begin() >= earliest) {
			s.sessions[course] = append(s.sessions[course], session)
		}
	}
	return s
}

// meant yields the competitions that a cohort means to enter, by ascending id.
func (s *preparer) meant(cohort *curriculum.Cohort) iter.Seq[*capacity.Competition] {
	return func(yield func(*capacity.Competition) bool) {
		for i := range s.competitions {
			c := &s.competitions[i]
			if slices.ContainsFunc(cohort.Intents, func(x curriculum.Intent) bool {
				named := capacity.CompetitionID(x.Competition)
				return x.Kind == curriculum.EnterCompetition && (named == c.ID || named == "" && c.Admits(cohort.Grade))
			}) && !yield(c) {
				return
			}
		}
	}
}

func (s *preparer) prepare(cohort *curriculum.Cohort, c *capacity.Competition) Preparation {
	today := s.problem.spec.AsOf.Date()
	x := Preparation{Cohort: cohort.ID, Competition: c.ID, Enrolment: c.Enrolment(), Enrols: today <= c.Enrolment()}
	takes, open := false, false
	for _, id := range s.problem.network.Preparing(c.ID) {
		course := s.open(cohort, c, id)
		course.Verdict = s.problem.catalog.Eligible(*cohort, id)
		takes = takes || course.Eligible()
		open = open || course.Eligible() && course.Sessions > 0
		x.Courses = append(x.Courses, course)
	}
	for _, o := range []struct {
		is bool
		Hindrance
	}{
		{!c.Admits(cohort.Grade), NotAdmitted},
		{today >= c.Dates.From, Begun},
		{len(x.Courses) == 0, NoCourse},
		{len(x.Courses) > 0 && !takes, NoneTakes},
		{takes && !open, NoneOpen},
	} {
		if o.is {
			x.Against = append(x.Against, o.Hindrance)
		}
	}
	return x
}

// open counts the sessions of a course that are open to a cohort before a
// competition begins. What it says is the same for all cohorts of a grade and area.
func (s *preparer) open(cohort *curriculum.Cohort, c *capacity.Competition, course curriculum.CourseID) Preparing {
	school, _ := s.problem.School(cohort.School)
	key := visitors{c.ID, course, cohort.Grade, school.Area}
	x, known := s.counted[key]
	if known {
		return x
	}
	x.Course = course
	for _, session := range s.sessions[course] {
		if session.Slot.Date < c.Dates.From && !s.closedTo(session, cohort.Grade, school.Area) {
			x.Sessions++
			x.Last = max(x.Last, session.Slot.Date)
		}
	}
	s.counted[key] = x
	return x
}

// closedTo reports whether a closure that depends on the visitor keeps those of a
// grade, whose school lies in an area, from a session.
func (s *preparer) closedTo(session capacity.Session, grade curriculum.Grade, area capacity.AreaID) bool {
	return slices.ContainsFunc(s.some, func(c *capacity.Closure) bool {
		return (c.Grades == 0 || c.Grades.Has(grade)) && touched(session.Slot, c.Times) &&
			(s.closesHere(c, s.offerings[session.Offering]) || s.inAreas(area, c.Areas))
	})
}
