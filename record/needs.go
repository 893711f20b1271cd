package record

import (
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
)

// Ask says how what is owed becomes requests.
type Ask struct {
	Prefix   string                // that the ids of the requests begin with
	Hours    curriculum.ClassHours // that a visit counts for, at least 1
	Most     int                   // visits of a request; 0 means as many as are owed
	From     capacity.Date         // on which providers must be licensed to be asked for recognized hours: the first day of the term
	Template matching.Request      // of everything but the id, the cohort, the number of visits and the program
	Raise    Raise
}

// Raise raises the weight of a request by what is owed. The zero Raise leaves it
// as it is.
type Raise struct {
	PerHour int // percent of the template's weight, for each class hour that is owed
	Most    int // percent in all
}

// Limits of what can be asked.
const (
	mostPercent  = 100_000
	mostWeight   = 1_000_000 // that a problem takes
	mostVisits   = 1000      // of a request that a problem takes
	mostToChoose = 1000
	mostOwed     = mostPerWeek * mostTerms * mostTermDays // more than any standard asks for
)

// Weight returns a weight, 0 being 1, raised by class hours that are owed, to the
// nearest whole number, and not beyond what a problem takes. It lowers none: what is
// negative raises by nothing.
func (r Raise) Weight(weight int, owed curriculum.ClassHours) int {
	if weight == 0 {
		weight = 1
	}
	if weight < 0 || weight >= mostWeight {
		return weight
	}
	bounded := func(n int) int64 { return int64(max(0, min(n, mostPercent))) } // a product of two fits
	percent := min(bounded(r.PerHour)*bounded(int(owed)), bounded(r.Most))
	return int(min((int64(weight)*(100+percent)+50)/100, mostWeight))
}

// Needs returns requests for the class hours that are owed: for each assessment and
// part, in their order, one of visits at recognized providers for what is owed
// there, and one of visits for the rest, each for as many whole visits as cover it.
// Ids are made of the prefix, the learner and the standard, so that what is asked
// for again has the same id.
//
// A request chooses as the template does, but for courses alone that count: where
// a standard says which do, a choice of a tier, major or occupation becomes one of
// each such course; at recognized providers a choice becomes one of each center of
// the problem's network that is recognized. Each part is asked for by itself; who
// lets two standards count the same hours passes the parts of one. Credits that are
// owed are not asked for.
//
// The requests may be added to the problem. The error is a [*finding.Error] when
// they could not: when a learner is no cohort of it, the template leaves nothing to
// choose, or an id is too long or taken, at paths such as "/2/learner"; and when
// the book or the requirements do not have what an assessment names.
func Needs(p *matching.Problem, b *Book, r *Requirements, list []*Assessment, ask Ask) ([]matching.Request, error) {
	var found finding.List
	ask.check(&found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	n := needing{problem: p, book: b, ask: ask, found: &found, taken: map[matching.RequestID]bool{}, known: map[counted][]matching.Choice{}}
	for _, c := range p.Network().Spec().Centers {
		n.centers = append(n.centers, c.ID)
	}
	for i, a := range list {
		n.path = "/" + strconv.Itoa(i)
		if a == nil {
			found.Add(n.path, nil, "is no assessment", "leave it out")
			continue
		}
		owes := slices.ContainsFunc(a.Parts, func(p Part) bool { return p.Hours.Owed > 0 })
		if _, ok := p.Cohort(a.Learner); !ok && owes {
			found.Add(n.path+"/learner", a.Learner, "is no cohort of the problem", "assess those that are")
			continue
		}
		for k, part := range a.Parts {
			at := n.path + "/parts/" + strconv.Itoa(k)
			sound := finding.CheckRange(&found, at+"/hours/owed", part.Hours.Owed, 0, mostOwed)
			if sound = finding.CheckRange(&found, at+"/recognized/owed", part.Recognized.Owed, 0, mostOwed) && sound; !sound {
				continue
			}
			s, ok := r.Standard(part.Standard)
			if !ok {
				found.Add(n.path+"/parts", part.Standard, "is none of the requirements", "pass those by which was assessed")
				continue
			}
			n.part(a.Learner, &s, &part)
		}
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	return n.requests, nil
}

func (a *Ask) check(found *finding.List) {
	finding.CheckRange(found, "/ask/hours", a.Hours, 1, mostHours)
	finding.CheckRange(found, "/ask/most", a.Most, 0, mostVisits)
	finding.CheckRange(found, "/ask/raise/perHour", a.Raise.PerHour, 0, mostPercent)
	finding.CheckRange(found, "/ask/raise/most", a.Raise.Most, 0, mostPercent)
	finding.CheckRange(found, "/ask/template/weight", a.Template.Weight, 0, mostWeight)
	checkDate(a.From, "/ask/from", found)
}

// needing is the making of requests.
type needing struct {
	problem  *matching.Problem
	book     *Book
	ask      Ask
	found    *finding.List
	path     string // of the assessment
	taken    map[matching.RequestID]bool
	requests []matching.Request
	centers  []capacity.CenterID // of the network
	known    map[counted][]matching.Choice
}

// counted is what choices are made for.
type counted struct {
	standard   StandardID
	recognized bool
}

// part asks for what is owed by one standard.
func (n *needing) part(learner curriculum.CohortID, s *Standard, p *Part) {
	id := n.ask.Prefix + string(learner) + "." + string(s.ID)
	rest := p.Hours.Owed
	if owed := p.Recognized.Owed; owed > 0 {
		visits := n.visits(owed)
		n.request(id+".recognized", learner, visits, p.Hours.Owed, n.choices(s, true))
		rest -= n.ask.Hours * curriculum.ClassHours(visits)
	}
	if rest > 0 {
		n.request(id, learner, n.visits(rest), p.Hours.Owed, n.choices(s, false))
	}
}

// visits returns how many visits cover hours that are owed.
func (n *needing) visits(owed curriculum.ClassHours) int {
	return int((owed + n.ask.Hours - 1) / n.ask.Hours)
}

func (n *needing) request(id string, learner curriculum.CohortID, visits int, owed curriculum.ClassHours, choices []matching.Choice) {
	r := n.ask.Template
	r.ID, r.Cohort, r.Program, r.Choices, r.Times = matching.RequestID(id), learner, "", choices, n.ask.Template.Times.Clone()
	if r.Visits = min(visits, mostVisits); n.ask.Most > 0 {
		r.Visits = min(r.Visits, n.ask.Most)
	}
	r.Weight = n.ask.Raise.Weight(n.ask.Template.Weight, owed)
	_, known := n.problem.Request(r.ID)
	switch {
	case !finding.CheckID(n.found, n.path+"/parts", r.ID):
	case known || n.taken[r.ID]:
		n.found.Add(n.path+"/parts", r.ID, "is the id of a request already", "choose another prefix, or assess each learner once")
	case len(choices) < 1 || len(choices) > mostToChoose:
		n.found.Add(n.path+"/parts", r.ID, "has "+strconv.Itoa(len(choices))+" choices that count", "give the template some, at most "+strconv.Itoa(mostToChoose)+" in all")
	}
	n.taken[r.ID] = true
	n.requests = append(n.requests, r)
}

// choices returns those of the template that count for a standard, or count as
// recognized.
func (n *needing) choices(s *Standard, recognized bool) []matching.Choice {
	key := counted{s.ID, recognized}
	all, ok := n.known[key]
	if !ok {
		for _, c := range n.ask.Template.Choices {
			all = append(all, n.counting(s, c)...)
		}
		if recognized {
			all = n.atRecognized(s, all)
		}
		n.known[key] = all
	}
	own := slices.Clone(all)
	for i := range own {
		own[i].Times = own[i].Times.Clone()
	}
	return own
}

// atRecognized returns each choice once for each recognized center that it takes.
func (n *needing) atRecognized(s *Standard, list []matching.Choice) []matching.Choice {
	var all []matching.Choice
	for _, c := range list {
		for _, id := range n.centers {
			provider, _ := n.book.providers.Provider(id)
			if (c.Center == "" || c.Center == id) && s.recognizes(provider.Kind) && n.book.providers.Licensed(id, c.Course, n.ask.From) {
				at := c
				at.Center = id
				all = append(all, at)
			}
		}
	}
	return all
}

// counting returns a choice as it is when every course counts for the standard,
// and otherwise one of each course that the choice takes and that counts.
func (n *needing) counting(s *Standard, c matching.Choice) []matching.Choice {
	if s.Counts.everything() {
		return []matching.Choice{c}
	}
	var all []matching.Choice
	for x := range n.problem.Catalog().Courses() {
		if (c.Course == "" || c.Course == x.ID) && (c.Tier == 0 || c.Tier == x.Tier) && (c.Major == "" || c.Major == x.Major) &&
			(c.Occupation == "" || slices.Contains(x.Occupations, c.Occupation)) && s.Counts.has(&x) && !s.Counts.apart(&x) {
			of := c
			of.Course = x.ID
			all = append(all, of)
		}
	}
	return all
}
