package record

import (
	"iter"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

func checkAgreements(catalog *curriculum.Catalog, providers *capacity.Providers, list []Agreement, found *finding.List) {
	if catalog == nil {
		found.Add("", nil, "agreements need a catalog", "pass one; it may be made from a zero spec")
		return
	}
	known := finding.NewIndex("/agreements", "agreement", list, func(a Agreement) AgreementID { return a.ID })
	for i, a := range list {
		path := "/agreements/" + strconv.Itoa(i)
		known.CheckOwn(found, i)
		finding.CheckID(found, path+"/school", a.School)
		if len(a.Centers) == 0 {
			found.Add(path+"/centers", nil, "is empty", "name the centers of the other party")
		}
		for k, id := range a.Centers {
			if _, ok := providers.Provider(id); !ok {
				finding.Dangling(found, path+"/centers/"+strconv.Itoa(k), id, providers.IDs(), "provider")
			}
		}
		finding.CheckRepeats(found, path+"/centers", a.Centers)
		a.checkDates(path, found)
		finding.CheckRange(found, path+"/most", a.Most, 0, mostCredits)
		if len(a.Rows) == 0 {
			found.Add(path+"/rows", nil, "is empty", "say what makes how many credits")
		}
		rows := finding.NewIndex(path+"/rows", "row", a.Rows, func(r Row) RowID { return r.ID })
		for k, r := range a.Rows {
			rows.CheckOwn(found, k)
			r.check(catalog, path+"/rows/"+strconv.Itoa(k), found)
		}
	}
}

// checkDates takes an agreement that somebody has still to agree to.
func (a Agreement) checkDates(path string, found *finding.List) {
	if a.SchoolAgreed != 0 {
		checkDate(a.SchoolAgreed, path+"/schoolAgreed", found)
	}
	if a.CentersAgreed != 0 {
		checkDate(a.CentersAgreed, path+"/centersAgreed", found)
	}
	if _, err := a.Dates.MarshalText(); err != nil {
		found.Add(path+"/dates", nil, "is no span of dates", "write it as 2026-09-01/2027-08-31, the earlier date first")
	}
}

func (r Row) check(catalog *curriculum.Catalog, path string, found *finding.List) {
	course, ok := catalog.Course(r.Course)
	if !ok && r.Course != "" {
		finding.Dangling(found, path+"/course", r.Course, courseIDs(catalog), "course")
	}
	if r.Tier != 0 && !r.Tier.Valid() {
		found.Add(path+"/tier", r.Tier, "is no tier", "use experience, practice or exploration, or leave it out")
	}
	if _, known := catalog.Major(r.Major); !known && r.Major != "" {
		finding.Dangling(found, path+"/major", r.Major, majorIDs(catalog), "major")
	}
	if ok && (r.Tier != 0 && r.Tier != course.Tier || r.Major != "" && r.Major != course.Major) {
		found.Add(path+"/course", r.Course, "is not of the tier or major that the row states too", "state the course alone")
	}
	finding.CheckRange(found, path+"/hours", r.Hours, 1, mostHours)
	finding.CheckRange(found, path+"/credits", r.Credits, 1, mostCredits)
	finding.CheckRange(found, path+"/most", r.Most, 0, mostCredits)
	checkLabel(r.Subject, path+"/subject", found)
	if r.Most > 0 && r.Most < r.Credits {
		found.Add(path+"/most", r.Most, "is less than one lot makes", "leave the row out, or allow at least "+strconv.Itoa(r.Credits))
	}
}

// checkLabel checks a text that must not be empty.
func checkLabel(text, path string, found *finding.List) bool {
	if text == "" {
		found.Add(path, nil, "is empty", "name it")
		return false
	}
	return finding.CheckText(found, path, text)
}

func courseIDs(catalog *curriculum.Catalog) iter.Seq[curriculum.CourseID] {
	return func(yield func(curriculum.CourseID) bool) {
		for c := range catalog.Courses() {
			if !yield(c.ID) {
				return
			}
		}
	}
}

func majorIDs(catalog *curriculum.Catalog) iter.Seq[curriculum.MajorID] {
	return func(yield func(curriculum.MajorID) bool) {
		for m := range catalog.Majors() {
			if !yield(m.ID) {
				return
			}
		}
	}
}
