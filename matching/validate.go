package matching

import (
	"fmt"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// The largest magnitudes that a demand may have: far above any district, and
// small enough that one visit's points fit well into an int64.
const (
	mostVisits       = 1000      // of a request, or of a component
	mostHours        = 1000      // of a component
	mostComponents   = 50        // of a program
	mostDaysApart    = 3650      // of visits
	mostParts        = 100       // of a visit
	mostChoices      = 1000      // of a request
	mostPatterns     = 1000      // of one field of times
	mostWeight       = 1_000_000 // of a request
	mostAdults       = 1_000_000 // of a request
	mostMinutes      = 100_000   // of a trip
	mostNoticeDays   = 3650
	mostVisitsPerDay = 100
	mostPoints       = 1_000_000_000 // of each weight
)

// validate notes everything that is wrong with the spec, in the order of its
// fields, and then what is wrong with the network's references to schools.
func (s Spec) validate(catalog *curriculum.Catalog, network *capacity.Network, found *finding.List) {
	if catalog == nil || network == nil {
		found.Add("", nil, "a problem needs a catalog and a network", "pass both; they may be made from zero specs")
		return
	}
	clean := found.Len()
	d := newDemandCheck(s, catalog, network, found)
	d.checkNotice()
	d.checkWeights()
	d.checkPrograms()
	d.checkSchools()
	d.checkCohorts()
	d.checkRequests()
	d.checkPins()
	d.checkSupply()
	if found.Len() == clean {
		d.checkTotals() // which relies on every magnitude being in its range
	}
}

// demandCheck holds a spec while it is validated, and what it may refer to.
type demandCheck struct {
	spec    Spec
	catalog *curriculum.Catalog
	network *capacity.Network
	known   curriculum.Spec
	supply  capacity.Spec
	found   *finding.List

	programs     finding.Index[ProgramID]
	schools      finding.Index[curriculum.SchoolID]
	cohorts      finding.Index[curriculum.CohortID]
	requests     finding.Index[RequestID]
	courses      finding.Index[curriculum.CourseID]
	themes       finding.Index[string] // of the courses
	majors       finding.Index[curriculum.MajorID]
	occupations  finding.Index[curriculum.OccupationID]
	areas        finding.Index[capacity.AreaID]
	competitions finding.Index[capacity.CompetitionID]
	centers      finding.Index[capacity.CenterID]
	fleets       finding.Index[capacity.FleetID]
	offerings    finding.Index[capacity.OfferingID]
	instructors  finding.Index[capacity.InstructorID]
}

func newDemandCheck(s Spec, catalog *curriculum.Catalog, network *capacity.Network, found *finding.List) *demandCheck {
	known, supply := catalog.Spec(), network.Spec()
	return &demandCheck{
		spec: s, catalog: catalog, network: network, known: known, supply: supply, found: found,
		programs:     finding.NewIndex("/programs", "program", s.Programs, func(x Program) ProgramID { return x.ID }),
		schools:      finding.NewIndex("/schools", "school", s.Schools, func(x School) curriculum.SchoolID { return x.ID }),
		cohorts:      finding.NewIndex("/cohorts", "cohort", s.Cohorts, func(x curriculum.Cohort) curriculum.CohortID { return x.ID }),
		requests:     finding.NewIndex("/requests", "request", s.Requests, func(x Request) RequestID { return x.ID }),
		courses:      finding.NewIndex("/courses", "course", known.Courses, func(x curriculum.Course) curriculum.CourseID { return x.ID }),
		themes:       finding.NewIndex("/courses", "theme", known.Courses, func(x curriculum.Course) string { return x.Theme }),
		majors:       finding.NewIndex("/majors", "major", known.Majors, func(x curriculum.Major) curriculum.MajorID { return x.ID }),
		occupations:  finding.NewIndex("/occupations", "occupation", known.Occupations, func(x curriculum.Occupation) curriculum.OccupationID { return x.ID }),
		areas:        finding.NewIndex("/areas", "area", supply.Areas, func(x capacity.Area) capacity.AreaID { return x.ID }),
		competitions: finding.NewIndex("/competitions", "competition", supply.Competitions, func(x capacity.Competition) capacity.CompetitionID { return x.ID }),
		centers:      finding.NewIndex("/centers", "center", supply.Centers, func(x capacity.Center) capacity.CenterID { return x.ID }),
		fleets:       finding.NewIndex("/fleets", "fleet", supply.Fleets, func(x capacity.Fleet) capacity.FleetID { return x.ID }),
		offerings:    finding.NewIndex("/offerings", "offering", supply.Offerings, func(x capacity.Offering) capacity.OfferingID { return x.ID }),
		instructors:  finding.NewIndex("/instructors", "instructor", supply.Instructors, func(x capacity.Instructor) capacity.InstructorID { return x.ID }),
	}
}

func (d *demandCheck) checkNotice() {
	if _, err := d.spec.AsOf.MarshalText(); err != nil && d.spec.AsOf != 0 {
		d.found.Add("/asOf", int64(d.spec.AsOf), "is not within the years 1971 to 9999", "correct it, or leave it out")
	}
	finding.CheckRange(d.found, "/noticeDays", d.spec.NoticeDays, 0, mostNoticeDays)
	finding.CheckRange(d.found, "/visitsPerDay", d.spec.VisitsPerDay, 0, mostVisitsPerDay)
}

func (d *demandCheck) checkSchools() {
	for i, school := range d.spec.Schools {
		path := place("/schools", i)
		d.schools.CheckOwn(d.found, i)
		finding.CheckText(d.found, path+"/name", school.Name)
		checkOptional(d.found, d.areas, path+"/area", school.Area)
		school.At.Check(d.found, path+"/at")
		checkOptional(d.found, d.fleets, path+"/fleet", school.Fleet)
	}
}

func (d *demandCheck) checkCohorts() {
	for i, cohort := range d.spec.Cohorts {
		path := place("/cohorts", i)
		if first, _ := d.cohorts.At(cohort.ID); first != i && cohort.ID != "" {
			d.found.Add(path+"/id", cohort.ID, "is already the id of "+place("/cohorts", first), "give each cohort an id of its own")
		}
		d.catalog.CheckCohort(cohort, path, d.found)
		checkOptional(d.found, d.schools, path+"/school", cohort.School)
		if len(d.supply.Competitions) == 0 {
			continue // what an intent says of a competition is free
		}
		for j, intent := range cohort.Intents {
			checkOptional(d.found, d.competitions, place(path+"/intents", j)+"/competition", capacity.CompetitionID(intent.Competition))
		}
	}
}

// checkTimes notes patterns that are wrong or too many to go through.
func (d *demandCheck) checkTimes(path string, times capacity.Times) {
	if len(times) > mostPatterns {
		d.found.Add(path, len(times), fmt.Sprintf("is more than %d patterns", mostPatterns), "join some of them")
		return
	}
	times.Check(d.found, path)
}

// checkOptional notes an id that is stated and does not exist.
func checkOptional[ID ~string](found *finding.List, known finding.Index[ID], path string, id ID) {
	if id != "" {
		known.CheckRef(found, path, id)
	}
}

// place returns the path of an element of a list.
func place(list string, i int) string { return list + "/" + strconv.Itoa(i) }
