package district

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// The parts of a course id after the major: what kind of course it is.
const (
	firstSteps = "e1" // Experience for primary school
	trying     = "e2" // Experience for upper primary and junior middle
	practice   = "p"
	exploring  = "x"
	visiting   = "v" // Experience at a base or firm
	online     = "o"
	carried    = "t" // Experience that a team brings to the school
	virtual    = "b" // Experience by virtual simulation at the school
)

// rotation is the course that leads through five stations in one half-day.
const rotation curriculum.CourseID = "rotation"

// safety is the briefing that workshop courses ask for.
const safety curriculum.OrientationID = "safety"

// The three lines of the founding proposal's budget.
const (
	Environment curriculum.LineID = "environment"
	Consumables curriculum.LineID = "consumables"
	Activities  curriculum.LineID = "activities"
)

func courseID(major, kind string) curriculum.CourseID { return curriculum.CourseID(major + "." + kind) }

// courses fills the curriculum with the courses of the profile's majors and
// ranks them by popularity.
func (b *builder) courses() {
	spec := &b.curriculum
	spec.Lines = []curriculum.Line{{ID: Activities, Name: "活动经费"}, {ID: Consumables, Name: "耗材经费"}, {ID: Environment, Name: "环境建设经费"}}
	usedCluster, usedChain := map[string]bool{}, map[string]bool{}
	var kinds [capacity.OnlineSite + 1]bool
	for _, s := range b.profile.Sites {
		kinds[s.Kind] = true
	}
	for i, id := range b.profile.Majors {
		m, ok := majorOf(id)
		if !ok {
			continue
		}
		usedCluster[m.cluster], usedChain[m.chain] = true, true
		spec.Majors = append(spec.Majors, curriculum.Major{ID: curriculum.MajorID(m.id), Name: m.name,
			Cluster: curriculum.ClusterID(m.cluster), Chain: curriculum.ChainID(m.chain)})
		for j, job := range m.jobs {
			spec.Occupations = append(spec.Occupations, curriculum.Occupation{ID: occupation(m, j), Name: job})
		}
		spec.Courses = append(spec.Courses, m.onSite(i%3 == 0)...)
		if kinds[capacity.Base] || kinds[capacity.Firm] {
			spec.Courses = append(spec.Courses, m.offCampus())
		}
		if kinds[capacity.OnlineSite] && i < 6 {
			spec.Courses = append(spec.Courses, m.online())
		}
		if b.rural() {
			spec.Courses = append(spec.Courses, m.carried())
		}
		if m.simulated() {
			spec.Courses = append(spec.Courses, m.virtual())
		}
	}
	for _, c := range clusters {
		if usedCluster[c.id] {
			spec.Clusters = append(spec.Clusters, curriculum.Cluster{ID: curriculum.ClusterID(c.id), Name: c.name})
			spec.Items = append(spec.Items, curriculum.Item{ID: kit(c.id), Name: c.name + "材料包", Unit: "套"})
		}
	}
	for _, c := range chains {
		if usedChain[c.id] {
			spec.Chains = append(spec.Chains, curriculum.Chain{ID: curriculum.ChainID(c.id), Name: c.name})
		}
	}
	if b.profile.Sites[0].Rotation {
		spec.Courses = append(spec.Courses, curriculum.Course{
			ID: rotation, Name: "五站轮转体验", Tier: curriculum.Experience, Grades: curriculum.Grades(3, 9),
			Activities: []curriculum.Activity{curriculum.Observation, curriculum.RolePlay, curriculum.Game},
			Tags:       []string{tagCampus},
			Minimum:    60, Instructors: 5, Fees: []curriculum.Fee{{Line: Activities, PerPupil: 2 * curriculum.Yuan}},
		})
	}
	b.rank()
}

// rank gives the course of rank r, in a drawn order, the weight 1000/r: Zipf's
// law with exponent 1.
func (b *builder) rank() {
	d := newDice(b.profile.Seed, streamCatalog)
	order := make([]curriculum.CourseID, 0, len(b.curriculum.Courses))
	for _, c := range b.curriculum.Courses {
		order = append(order, c.ID)
	}
	shuffle(d, order)
	b.popularity = make(map[curriculum.CourseID]int, len(order))
	for i, id := range order {
		b.popularity[id] = max(1, 1000/(i+1))
	}
}

func occupation(m major, j int) curriculum.OccupationID {
	return curriculum.OccupationID(m.id + "." + string(rune('1'+j)))
}

func kit(cluster string) curriculum.ItemID { return curriculum.ItemID("kit." + cluster) }

// onSite returns the four courses of a major in its training rooms: two
// variants of its Experience by stage, one Practice, one Exploration.
func (m major) onSite(prerequisite bool) []curriculum.Course {
	id := curriculum.MajorID(m.id)
	jobs := []curriculum.OccupationID{occupation(m, 0), occupation(m, 1)}
	first := curriculum.Course{
		ID: courseID(m.id, firstSteps), Name: "小小" + m.jobs[0], Theme: m.trade, Tier: curriculum.Experience,
		Major: id, Occupations: jobs[:1], Labor: m.labor, Tags: m.tags(tagCampus),
		Activities: []curriculum.Activity{curriculum.RolePlay, curriculum.Game},
		Grades:     curriculum.Grades(1, 6), Minimum: 12, PupilsPerInstructor: 50,
		Fees: []curriculum.Fee{{Line: Activities, PerPupil: curriculum.Yuan}},
	}
	second := curriculum.Course{
		ID: courseID(m.id, trying), Name: m.trade + "体验", Theme: m.trade, Tier: curriculum.Experience,
		Major: id, Occupations: jobs, Labor: m.labor, Tags: m.tags(tagCampus, tagOccupation),
		Activities: []curriculum.Activity{curriculum.Observation, curriculum.RolePlay},
		Grades:     curriculum.Grades(4, 9), Minimum: 15, PupilsPerInstructor: 50,
		Fees: []curriculum.Fee{{Line: Activities, PerPupil: curriculum.Yuan}},
	}
	third := curriculum.Course{
		ID: courseID(m.id, practice), Name: m.trade + "实践：" + m.product, Tier: curriculum.Practice,
		Major: id, Occupations: jobs, Labor: m.labor, Tags: m.tags(tagProject),
		Activities: []curriculum.Activity{curriculum.WorkTask, curriculum.Making}, Products: []string{m.product},
		Grades: curriculum.Grades(5, curriculum.Vocational3), MaxGroup: 50, Minimum: 15, PupilsPerInstructor: 25,
		Consumables: []curriculum.Consumption{{Item: kit(m.cluster), PerPupil: 1}},
		Fees:        []curriculum.Fee{{Line: Activities, PerPupil: curriculum.Yuan}, {Line: Consumables, PerPupil: 4 * curriculum.Yuan}},
	}
	fourth := curriculum.Course{
		ID: courseID(m.id, exploring), Name: m.frontier + "探索", Tier: curriculum.Exploration,
		Major: id, Occupations: jobs[1:], Labor: curriculum.NewTechnology,
		Activities: []curriculum.Activity{curriculum.Innovation},
		Grades:     curriculum.Grades(7, curriculum.Vocational3), Minimum: 10, PupilsPerInstructor: 25,
		Consumables: []curriculum.Consumption{{Item: kit(m.cluster), PerPupil: 2}},
		Fees:        []curriculum.Fee{{Line: Consumables, PerPupil: 6 * curriculum.Yuan}, {Line: Environment, PerPupil: 2 * curriculum.Yuan}},
	}
	if m.labor == curriculum.Industry {
		third.Orientation = []curriculum.OrientationID{safety}
		fourth.Orientation = []curriculum.OrientationID{safety}
	}
	if prerequisite {
		fourth.Prerequisites = []curriculum.CourseID{third.ID}
	}
	return []curriculum.Course{first, second, third, fourth}
}

func (m major) offCampus() curriculum.Course {
	return curriculum.Course{
		ID: courseID(m.id, visiting), Name: "走进" + m.trade + "现场", Tier: curriculum.Experience,
		Major: curriculum.MajorID(m.id), Occupations: []curriculum.OccupationID{occupation(m, 0)}, Labor: m.labor,
		Activities: []curriculum.Activity{curriculum.Observation}, Tags: m.tags(tagOccupation), Delivery: curriculum.OffCampus,
		Grades: curriculum.Grades(3, 9), Minimum: 20, PupilsPerInstructor: 50,
		Fees: []curriculum.Fee{{Line: Activities, PerPupil: 2 * curriculum.Yuan}},
	}
}

func (m major) online() curriculum.Course {
	return curriculum.Course{
		ID: courseID(m.id, online), Name: m.trade + "云课堂", Tier: curriculum.Experience,
		Major: curriculum.MajorID(m.id), Occupations: []curriculum.OccupationID{occupation(m, 0)}, Labor: m.labor,
		Activities: []curriculum.Activity{curriculum.Observation}, Delivery: curriculum.Online,
		Grades: curriculum.Grades(1, 9),
	}
}

// carried is the course that a team brings to schools, with a kit a pupil.
func (m major) carried() curriculum.Course {
	return curriculum.Course{
		ID: courseID(m.id, carried), Name: m.trade + "进校园", Theme: m.trade, Tier: curriculum.Experience,
		Major: curriculum.MajorID(m.id), Occupations: []curriculum.OccupationID{occupation(m, 0)}, Labor: m.labor,
		Activities: []curriculum.Activity{curriculum.RolePlay, curriculum.Game}, Tags: m.tags(tagOccupation), Delivery: curriculum.Outreach,
		Grades: curriculum.Grades(1, 9), Minimum: 10, PupilsPerInstructor: 50,
		Consumables: []curriculum.Consumption{{Item: kit(m.cluster), PerPupil: 1}},
		Fees:        []curriculum.Fee{{Line: Activities, PerPupil: 3 * curriculum.Yuan}},
	}
}

// simulated reports whether a major's work can be shown by virtual simulation.
func (m major) simulated() bool { return m.labor == curriculum.NewTechnology }

func (m major) virtual() curriculum.Course {
	return curriculum.Course{
		ID: courseID(m.id, virtual), Name: m.trade + "虚拟仿真课", Theme: m.trade, Tier: curriculum.Experience,
		Major: curriculum.MajorID(m.id), Occupations: []curriculum.OccupationID{occupation(m, 1)}, Labor: m.labor,
		Activities: []curriculum.Activity{curriculum.Game}, Tags: m.tags(tagOccupation), Delivery: curriculum.Blended,
		Grades: curriculum.Grades(4, 9), PupilsPerInstructor: 100,
	}
}
