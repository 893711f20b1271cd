package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Workload says what instructors do in a plan. A session counts in full for each
// instructor who leads it, so that one of two instructors is two sessions of work.
type Workload struct {
	Instructors []InstructorWork `json:"instructors"` // all, by id
	Centers     []CenterWork     `json:"centers"`     // all, by id
	Kinds       []KindWork       `json:"kinds"`       // all, in their order
	Total       Work             `json:"total"`
}

// Work is an amount of work.
type Work struct {
	Sessions int64 `json:"sessions"`
	// Hours are class hours taught: those of the course where it states any, else
	// those of the slot. They are what the pupils' visits count for, so that the
	// accounts of both sides agree.
	Hours  curriculum.ClassHours `json:"hours"`
	Pupils int64                 `json:"pupils"` // in these sessions
	Days   int64                 `json:"days"`   // different ones of an instructor at a center, added up over both
}

// InstructorWork is what one instructor does.
type InstructorWork struct {
	Instructor capacity.InstructorID   `json:"instructor"`
	Kind       capacity.InstructorKind `json:"kind"`
	Work
	Centers []CenterWork `json:"centers"` // theirs, and where the plan has them besides, by id

	WeekMost  int64   `json:"weekMost"`  // sessions of the fullest week, Monday to Sunday
	WeekShare float64 `json:"weekShare"` // WeekMost / their most a week; 0 without a limit
	TermShare float64 `json:"termShare"` // Sessions / their most a term; 0 without a limit
}

// CenterWork is what is done at a center.
type CenterWork struct {
	Center capacity.CenterID `json:"center"`
	Work
}

// KindWork is what the instructors of one kind do.
type KindWork struct {
	Kind        capacity.InstructorKind `json:"kind"`
	Instructors int64                   `json:"instructors"`
	Working     int64                   `json:"working"` // of them, who lead a session
	Work
}

// MeasureWork counts what instructors do in a plan, as [Measure] counts. A session
// in a slot that its center does not have is left out.
func MeasureWork(p *Problem, plan *Plan) Workload {
	if plan == nil {
		plan = &Plan{}
	}
	c := newChecker(p, plan)
	duties := map[capacity.InstructorID][]*checkedSession{}
	for _, s := range c.sessions {
		if !s.dated {
			continue
		}
		for _, i := range s.instructors {
			duties[i.ID] = append(duties[i.ID], s)
		}
	}
	var w Workload
	at := map[capacity.CenterID]int{}
	for i, center := range c.network.Centers {
		at[center.ID] = i
		w.Centers = append(w.Centers, CenterWork{Center: center.ID})
	}
	for kind := capacity.FullTime; kind <= capacity.Mentor; kind++ {
		w.Kinds = append(w.Kinds, KindWork{Kind: kind})
	}
	for i := range c.network.Instructors {
		who := &c.network.Instructors[i]
		own := workOf(who, duties[who.ID])
		for _, x := range own.Centers {
			w.Centers[at[x.Center]].add(x.Work)
		}
		kind := &w.Kinds[who.Kind]
		kind.Instructors++
		if own.Sessions > 0 {
			kind.Working++
		}
		kind.add(own.Work)
		w.Total.add(own.Work)
		w.Instructors = append(w.Instructors, own)
	}
	return w
}

// workOf adds up the sessions of an instructor.
func workOf(who *capacity.Instructor, sessions []*checkedSession) InstructorWork {
	type workday struct {
		center capacity.CenterID
		date   capacity.Date
	}
	own := InstructorWork{Instructor: who.ID, Kind: who.Kind, Centers: []CenterWork{}}
	centers := slices.Clone(who.Centers)
	for _, s := range sessions {
		centers = append(centers, s.center.ID)
	}
	slices.Sort(centers)
	for _, id := range slices.Compact(centers) {
		own.Centers = append(own.Centers, CenterWork{Center: id})
	}
	days, weeks := map[workday]bool{}, map[int]int64{}
	for _, s := range sessions {
		work := Work{Sessions: 1, Hours: curriculum.ClassHours(s.hours()), Pupils: s.pupils}
		if day := (workday{s.center.ID, s.slot.Date}); !days[day] {
			days[day] = true
			work.Days = 1
		}
		i := slices.IndexFunc(own.Centers, func(x CenterWork) bool { return x.Center == s.center.ID })
		own.Centers[i].add(work)
		own.add(work)
		weeks[s.slot.Date.Week()]++
		own.WeekMost = max(own.WeekMost, weeks[s.slot.Date.Week()])
	}
	own.WeekShare = ratio(own.WeekMost, int64(who.PerWeek))
	own.TermShare = ratio(own.Sessions, int64(who.PerTerm))
	return own
}

// hours returns the class hours that are taught in a session.
func (s *checkedSession) hours() int64 {
	return firstStated(int64(s.course.Hours), int64(s.slot.Hours))
}

func (w *Work) add(o Work) {
	w.Sessions += o.Sessions
	w.Hours += o.Hours
	w.Pupils = cappedSum(w.Pupils, o.Pupils)
	w.Days += o.Days
}
