package curriculum

import (
	"strconv"

	"github.com/sanjie-edu/sanjie/finding"
)

// Limits on magnitudes: far above any district, and small enough that sums
// over a plan can be proven to fit.
const (
	mostPeople = 1_000_000
	mostUnits  = 1_000_000
	mostHours  = ClassHours(10_000)
	mostMoney  = Fen(1_000_000_000)
)

// ids holds the ids of a spec, for duplicates and references.
type ids struct {
	clusters    finding.Index[ClusterID]
	chains      finding.Index[ChainID]
	majors      finding.Index[MajorID]
	occupations finding.Index[OccupationID]
	items       finding.Index[ItemID]
	lines       finding.Index[LineID]
	courses     finding.Index[CourseID]
}

func (s Spec) ids() ids {
	return ids{
		clusters:    finding.NewIndex("/clusters", "cluster", s.Clusters, func(x Cluster) ClusterID { return x.ID }),
		chains:      finding.NewIndex("/chains", "chain", s.Chains, func(x Chain) ChainID { return x.ID }),
		majors:      finding.NewIndex("/majors", "major", s.Majors, func(x Major) MajorID { return x.ID }),
		occupations: finding.NewIndex("/occupations", "occupation", s.Occupations, func(x Occupation) OccupationID { return x.ID }),
		items:       finding.NewIndex("/items", "item", s.Items, func(x Item) ItemID { return x.ID }),
		lines:       finding.NewIndex("/lines", "line", s.Lines, func(x Line) LineID { return x.ID }),
		courses:     finding.NewIndex("/courses", "course", s.Courses, func(x Course) CourseID { return x.ID }),
	}
}

// validate returns everything that is wrong with the spec, in its order.
func (s Spec) validate() error {
	var found finding.List
	known := s.ids()
	s.Framework.check(&found)
	s.checkTaxonomy(known, &found)
	cycles := findCycles(s.Courses, known.courses)
	for i, course := range s.Courses {
		known.courses.CheckOwn(&found, i)
		course.check("/courses/"+strconv.Itoa(i), known, &found)
		cycles.note(i, &found)
	}
	err := found.Err()
	if cycles.first != nil {
		return &refusal{findings: err, cycle: cycles.first}
	}
	return err
}

func (s Spec) checkTaxonomy(known ids, found *finding.List) {
	named := func(list string, i int, name string) {
		finding.CheckText(found, list+"/"+strconv.Itoa(i)+"/name", name)
	}
	for i, x := range s.Clusters {
		known.clusters.CheckOwn(found, i)
		named("/clusters", i, x.Name)
	}
	for i, x := range s.Chains {
		known.chains.CheckOwn(found, i)
		named("/chains", i, x.Name)
	}
	for i, x := range s.Majors {
		known.majors.CheckOwn(found, i)
		named("/majors", i, x.Name)
		path := "/majors/" + strconv.Itoa(i)
		if x.Cluster != "" {
			known.clusters.CheckRef(found, path+"/cluster", x.Cluster)
		}
		if x.Chain != "" {
			known.chains.CheckRef(found, path+"/chain", x.Chain)
		}
	}
	for i, x := range s.Occupations {
		known.occupations.CheckOwn(found, i)
		named("/occupations", i, x.Name)
	}
	for i, x := range s.Items {
		known.items.CheckOwn(found, i)
		named("/items", i, x.Name)
		finding.CheckText(found, "/items/"+strconv.Itoa(i)+"/unit", x.Unit)
	}
	for i, x := range s.Lines {
		known.lines.CheckOwn(found, i)
		named("/lines", i, x.Name)
	}
}

func (f Framework) check(found *finding.List) {
	const path = "/framework"
	if f.UpperPrimary > 6 {
		found.Add(path+"/upperPrimary", f.UpperPrimary, "is no grade of primary school", "use 1 to 6, or leave it out for 5")
	} else if f.UpperPrimary != 0 && len(f.Tiers) > 0 {
		found.Add(path+"/upperPrimary", f.UpperPrimary, "has no effect beside tiers", "leave one of the two out")
	}
	if len(f.Tiers) > 0 {
		f.checkTiers(path+"/tiers", found)
	}
	f.checkAdults(path+"/adults", found)
}

func (f Framework) checkTiers(path string, found *finding.List) {
	first := map[Tier]int{}
	for i, r := range f.Tiers {
		at := path + "/" + strconv.Itoa(i)
		if tiers.Check(found, at+"/tier", r.Tier) {
			if j, ok := first[r.Tier]; ok {
				found.Add(at+"/tier", r.Tier, "has a rule already, "+path+"/"+strconv.Itoa(j), "keep one of the two")
			} else {
				first[r.Tier] = i
			}
		}
		checkSomeGrades(found, at+"/grades", r.Grades)
		if r.Intent&^Intents(DevelopMajor, EnterCompetition) != 0 {
			found.Add(at+"/intent", uint8(r.Intent), "holds kinds of intent that do not exist", "use "+intentKinds.Want())
		}
	}
	for t := Experience; t <= Exploration; t++ {
		if _, ok := first[t]; !ok {
			found.Add(path, nil, "have no rule for "+t.String(), "add it, or leave tiers out for the default rules")
		}
	}
}

func (f Framework) checkAdults(path string, found *finding.List) {
	var before GradeSet
	for i, r := range f.Adults {
		at := path + "/" + strconv.Itoa(i)
		checkSomeGrades(found, at+"/grades", r.Grades)
		if twice := before & r.Grades & AllGrades; twice != 0 {
			found.Add(at+"/grades", r.Grades, "has grades of an earlier rule: "+twice.String(), "name each grade in one rule")
		}
		before |= r.Grades
		finding.CheckRange(found, at+"/pupilsPerAdult", r.PupilsPerAdult, 1, mostPeople)
		finding.CheckRange(found, at+"/minimum", r.Minimum, 0, mostPeople)
		finding.CheckRange(found, at+"/from", r.From, 0, mostPeople)
	}
}

func checkSomeGrades(found *finding.List, path string, s GradeSet) {
	if s == 0 {
		found.Add(path, nil, "is empty", "name the grades, such as 1-6,v1-v3")
		return
	}
	checkGrades(found, path, s)
}

func checkGrades(found *finding.List, path string, s GradeSet) {
	if s&^AllGrades != 0 {
		found.Add(path, uint16(s), "holds grades that do not exist", "use 1 to 12 and v1 to v3")
	}
}
