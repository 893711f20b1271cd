package capacity

import "strings"

func (v *validator) checkAreas() {
	for i, a := range v.spec.Areas {
		path := v.areas.define(v, i)
		v.text(path+"/name", a.Name)
		v.areas.optional(v, path+"/parent", a.Parent)
	}
	v.checkAreaCycles()
}

// checkAreaCycles follows the parents from every area until it meets an area
// that it has been to; when that was on the same walk, a cycle starts there.
func (v *validator) checkAreaCycles() {
	parent := func(i int) (int, bool) {
		j, ok := v.areas.at[v.spec.Areas[i].Parent]
		return j, ok && v.spec.Areas[i].Parent != ""
	}
	walk := make([]int, len(v.spec.Areas)) // 1 + the area from which it was first met
	for start := range v.spec.Areas {
		i, ok := start, true
		for ok && walk[i] == 0 {
			walk[i] = start + 1
			i, ok = parent(i)
		}
		if !ok || walk[i] != start+1 {
			continue
		}
		names := []string{string(v.spec.Areas[i].ID)}
		for j, _ := parent(i); j != i; j, _ = parent(j) {
			names = append(names, string(v.spec.Areas[j].ID))
		}
		names = append(names, names[0])
		v.found.Add(at(v.areas.path, i)+"/parent", strings.Join(names, " → "), "is a cycle: an area would lie within itself",
			"remove one of these parents")
	}
}

func (v *validator) checkCenters() {
	for i, c := range v.spec.Centers {
		path := v.centers.define(v, i)
		v.text(path+"/name", c.Name)
		v.text(path+"/host", c.Host)
		v.option(path+"/kind", centerKinds.Has(c.Kind), c.Kind)
		v.areas.optional(v, path+"/area", c.Area)
		v.point(path+"/at", c.At)
		v.calendars.refer(v, path+"/calendar", c.Calendar)
		v.span(path+"/license", c.License)
		v.number(path+"/headcount", int64(c.Headcount), 0, maxPeople)
		v.number(path+"/batch", int64(c.Batch), 0, maxPeople)
		v.text(path+"/sponsor", c.Sponsor)
	}
}

func (v *validator) checkRooms() {
	for i, r := range v.spec.Rooms {
		path := v.rooms.define(v, i)
		v.centers.refer(v, path+"/center", r.Center)
		v.text(path+"/name", r.Name)
		v.number(path+"/seats", int64(r.Seats), 1, maxPeople)
		for j, e := range r.Equipment {
			v.text(at(path+"/equipment", j), e)
		}
		v.times(path+"/teaching", r.Teaching)
	}
}

func (v *validator) checkInstructors() {
	for i, p := range v.spec.Instructors {
		path := v.instructors.define(v, i)
		v.option(path+"/kind", instructorKinds.Has(p.Kind), p.Kind)
		if len(p.Centers) == 0 {
			v.found.Add(path+"/centers", nil, "is empty", "name the centers where the instructor works")
		}
		v.centers.referEach(v, path+"/centers", p.Centers)
		if len(p.Majors)+len(p.Courses) == 0 {
			v.found.Add(path, nil, "is qualified for nothing", "name majors or courses")
		}
		v.majors.referEach(v, path+"/majors", p.Majors)
		v.courses.referEach(v, path+"/courses", p.Courses)
		v.times(path+"/available", p.Available)
		v.times(path+"/teaching", p.Teaching)
		v.number(path+"/perDay", int64(p.PerDay), 0, maxPeople)
		v.number(path+"/perWeek", int64(p.PerWeek), 0, maxPeople)
		v.number(path+"/perTerm", int64(p.PerTerm), 0, maxPeople)
	}
}
