package matching

import (
	"fmt"
	"math"
	"slices"

	"github.com/sanjie-edu/sanjie/finding"
)

// mostFacts is how many facts deep a tree of cases may be.
const mostFacts = 1000

// cases is a walk over a tree of them, after Land and Doig (1960). The plans in
// which a fact holds and those in which it does not are all plans, so the larger
// bound of the two is one of all.
type cases struct {
	*relaxation
	found   *finding.List
	way     []decision
	hostsOf [][]int32  // by guest
	v       *valuation // nil before the first case with prices
	tooDeep bool
}

// boundCases returns the whole points that a tree of cases proves, the most there
// are without one. The error says what is wrong with it, or is errEnded.
func (r *relaxation) boundCases(c *Case) (int64, error) {
	var found finding.List
	most := r.readCases(c, &found)
	if r.ended {
		return 0, errEnded
	}
	return most, found.Err()
}

// readCases is boundCases that notes what is wrong. What it returns then, or when
// r has ended, is of no use.
func (r *relaxation) readCases(c *Case, found *finding.List) int64 {
	if c == nil {
		return math.MaxInt64
	}
	x := &cases{relaxation: r, found: found, hostsOf: r.hostsOf()}
	return x.bound(c, "/cases")
}

// bound returns what a case proves that stands at path.
func (x *cases) bound(c *Case, path string) int64 {
	switch {
	case x.tooDeep || x.over() || x.found.Len() >= finding.Most:
		return 0
	case c.Fact == nil:
		return x.leaf(c, path)
	case len(x.way) == mostFacts:
		x.found.Add("/cases", nil, fmt.Sprintf("is more than %d facts deep", mostFacts), "prove it by fewer")
		x.tooDeep = true
		return 0
	}
	if c.Points.Scale != 0 || len(c.Points.List) > 0 {
		x.found.Add(path+"/points", nil, "are prices of a case that a fact divides", "put prices into its two cases")
	}
	d, ok := x.decide(c.Fact, path+"/fact")
	most := int64(math.MinInt64)
	for _, part := range [...]struct {
		holds bool
		name  string
		*Case
	}{{true, "/holds", c.Holds}, {false, "/fails", c.Fails}} {
		if part.Case == nil {
			x.found.Add(path+part.name, nil, "is missing", "a fact divides a case into two; without prices they are empty")
			continue
		}
		if !ok {
			continue // what may have which price depends on the fact
		}
		d.holds = part.holds
		x.way = append(x.way, d)
		most = max(most, x.bound(part.Case, path+part.name))
		x.way = x.way[:len(x.way)-1]
	}
	return most
}

// leaf returns what the prices of a case prove.
func (x *cases) leaf(c *Case, path string) int64 {
	for _, part := range [...]struct {
		name string
		*Case
	}{{"/holds", c.Holds}, {"/fails", c.Fails}} {
		if part.Case != nil {
			x.found.Add(path+part.name, nil, "is a case without a fact", "state the fact, or leave the case out")
		}
	}
	r := x.in(x.given(x.way), x.hostsOf)
	b := r.read(c.Points, inPoints, path+"/points", x.found)
	if x.found.Len() > 0 {
		return 0
	}
	if x.v == nil {
		x.v = b.newValuation()
	}
	x.v.use(b)
	most := x.v.total()
	x.ended = x.ended || r.ended
	return most
}

// factForms are the ids that state a fact, in any of these ways.
var factForms = []priceIDs{ofOffering | ofSlot, ofRoom | ofSlot, ofRequest, ofRequest | ofOffering, ofRequest | ofDate, ofRequest | ofOffering | ofSlot}

func (f *Fact) ids() (ids priceIDs) {
	for _, x := range [...]struct {
		id     priceIDs
		stated bool
	}{{ofRequest, f.Request != ""}, {ofOffering, f.Offering != ""}, {ofRoom, f.Room != ""}, {ofSlot, f.Slot != ""}, {ofDate, f.Date != 0}} {
		if x.stated {
			ids |= x.id
		}
	}
	return ids
}

// decide resolves a fact that stands at path, or notes what is wrong with it.
func (x *cases) decide(f *Fact, path string) (d decision, ok bool) {
	d = decision{request: f.Request != "", guest: -1, host: -1, slot: -1, day: -1}
	if ids := f.ids(); !slices.Contains(factForms, ids) {
		x.found.Add(path, nil, fmt.Sprintf("is stated by the ids %q", ids), fmt.Sprintf("state it by %q", factForms))
		return d, false
	}
	if d.request && !x.decideRequest(f, path, &d) {
		return d, false
	}
	refuse := func(field string, value any, problem string) (decision, bool) {
		x.found.Add(path+field, value, problem, "use a certificate that was made for the problem")
		return d, false
	}
	if f.Offering != "" {
		o, known := x.offerings[f.Offering]
		if !known {
			return refuse("/offering", f.Offering, "is not in the problem")
		}
		d.host = slices.IndexFunc(x.hosts, func(h *host) bool { return h.checkedOffering == o })
		if f.Slot != "" {
			if d.slot, known = x.hosts[d.host].line.at[f.Slot]; !known {
				return refuse("/slot", f.Slot, "is not in the calendar of the offering's center")
			}
		}
	}
	if f.Room != "" {
		room, known := x.roomOf[f.Room]
		if !known {
			return refuse("/room", f.Room, "is not in the problem")
		}
		d.room = room
		if d.slot, known = x.lineOf(room.Center).at[f.Slot]; !known {
			return refuse("/slot", f.Slot, "is not in the calendar of the room's center")
		}
	}
	if f.Date != 0 {
		if d.day, ok = slices.BinarySearch(x.dates, f.Date); !ok {
			return refuse("/date", f.Date, "is a date without slots")
		}
	}
	return d, true
}

// decideRequest resolves the request of a fact. It must be one of which the fact
// says all: a request with one visit, or with all of a program or nothing.
func (x *cases) decideRequest(f *Fact, path string, d *decision) bool {
	g, known := x.guestOf[f.Request]
	refuse := func(field string, value any, problem, remedy string) bool {
		x.found.Add(path+field, value, problem, remedy)
		return false
	}
	if !known {
		return refuse("/request", f.Request, "is not in the problem", "use a certificate that was made for the problem")
	}
	d.guest = g.index
	program := x.program(g.request)
	alone := f.ids() == ofRequest
	switch {
	case program != nil && !program.Whole:
		return refuse("/request", f.Request, "has a program that need not be whole", "state facts of requests that have all of their visits or none")
	case program != nil && !alone:
		return refuse("/request", f.Request, "has a program, of which a visit is stated", "state the request alone")
	case program == nil && wanted(g.request) > 1:
		return refuse("/request", f.Request, "asks for several visits", "state facts of requests that have all of their visits or none")
	case f.Offering != "" && g.parts > 1:
		return refuse("/offering", f.Offering, "is stated of a visit in parts, which may be at several", "state the date, or the request alone")
	}
	return true
}
