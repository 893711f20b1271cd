package capacity

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// PathID is opaque, nonempty and at most 128 bytes.
type PathID string

// Path is a way by which instructors gain a qualification while they work: the
// center as a cradle of teachers (师资培养). Whoever has led at least Sessions
// sessions of what the path counts gains what it leads to. Exactly one of Course,
// Major and Cluster is stated, and exactly one of ToCourse and ToMajor.
type Path struct {
	ID       PathID               `json:"id"`
	Name     string               `json:"name,omitzero"`
	Course   curriculum.CourseID  `json:"course,omitzero"`  // counts sessions of this course,
	Major    curriculum.MajorID   `json:"major,omitzero"`   // of the courses of this major,
	Cluster  curriculum.ClusterID `json:"cluster,omitzero"` // or of those of this cluster's majors
	Sessions int                  `json:"sessions"`         // over all terms, at least 1
	ToCourse curriculum.CourseID  `json:"toCourse,omitzero"`
	ToMajor  curriculum.MajorID   `json:"toMajor,omitzero"`
}

// Led is how many sessions of a course an instructor has led. Several rows of the
// same two ids add up, such as those of several terms.
type Led struct {
	Instructor InstructorID        `json:"instructor"`
	Course     curriculum.CourseID `json:"course"`
	Sessions   int                 `json:"sessions"`
}

// Gained is a qualification that an instructor gains.
type Gained struct {
	Instructor InstructorID        `json:"instructor"`
	Path       PathID              `json:"path"`     // the first by id of those that lead to it
	Sessions   int                 `json:"sessions"` // led so far of what the path counts
	Course     curriculum.CourseID `json:"course,omitzero"`
	Major      curriculum.MajorID  `json:"major,omitzero"`
}

// Train returns the instructors of the next term and what they gained, by
// instructor, then path. It is a function of what was led so far alone, and gives
// nobody what they have: a course of a major in which somebody is qualified is no
// gain. What is gained in one term counts from the next on; a path that builds on
// what another one gives takes a term of its own. Rows of instructors who are not
// among these, and of courses that the catalog does not have, count for nothing.
//
// The error is a [*finding.Error] with everything that is wrong with the paths and
// the rows, at paths such as "/paths/3/major" and "/led/4/sessions".
func Train(catalog *curriculum.Catalog, instructors []Instructor, paths []Path, led []Led) ([]Instructor, []Gained, error) {
	var found finding.List
	checkPaths(catalog, paths, &found)
	checkLed(led, &found)
	if err := found.Err(); err != nil {
		return nil, nil, err
	}
	paths = slices.Clone(paths)
	slices.SortFunc(paths, func(a, b Path) int { return cmp.Compare(a.ID, b.ID) })
	by := map[InstructorID][]Led{}
	for _, x := range led {
		by[x.Instructor] = append(by[x.Instructor], x)
	}
	next, gained := cloneEach(instructors, Instructor.clone), []Gained{}
	for i := range next {
		who := &next[i]
		for _, path := range paths {
			n := path.count(catalog, by[who.ID])
			if n < path.Sessions || path.given(catalog, who) {
				continue
			}
			gained = append(gained, Gained{who.ID, path.ID, n, path.ToCourse, path.ToMajor})
			if path.ToMajor != "" {
				who.Majors = append(who.Majors, path.ToMajor)
			} else {
				who.Courses = append(who.Courses, path.ToCourse)
			}
		}
	}
	slices.SortStableFunc(gained, func(a, b Gained) int {
		return cmp.Or(cmp.Compare(a.Instructor, b.Instructor), cmp.Compare(a.Path, b.Path))
	})
	return next, gained, nil
}

// count returns how many of some sessions the path counts, at most as many as an
// int32 holds.
func (p *Path) count(catalog *curriculum.Catalog, led []Led) int {
	n := 0
	for _, x := range led {
		if course, ok := catalog.Course(x.Course); ok && p.counts(catalog, course) {
			n = min(n+x.Sessions, maxLed)
		}
	}
	return n
}

func (p *Path) counts(catalog *curriculum.Catalog, course curriculum.Course) bool {
	switch {
	case p.Course != "":
		return course.ID == p.Course
	case p.Major != "":
		return course.Major == p.Major
	}
	major, ok := catalog.Major(course.Major)
	return ok && major.Cluster == p.Cluster
}

// given reports whether an instructor has what the path leads to.
func (p *Path) given(catalog *curriculum.Catalog, who *Instructor) bool {
	if p.ToMajor != "" {
		return slices.Contains(who.Majors, p.ToMajor)
	}
	course, _ := catalog.Course(p.ToCourse)
	return who.qualified(course)
}

// qualified reports whether an instructor may lead sessions of a course.
func (i *Instructor) qualified(course curriculum.Course) bool {
	return slices.Contains(i.Courses, course.ID) || course.Major != "" && slices.Contains(i.Majors, course.Major)
}

// maxLed is the most sessions that a row of [Led] or a path may count.
const maxLed = 1_000_000

// checkPaths notes what is wrong with the paths.
func checkPaths(catalog *curriculum.Catalog, paths []Path, found *finding.List) {
	ids := finding.NewIndex("/paths", "path", paths, func(p Path) PathID { return p.ID })
	spec := catalog.Spec()
	courses := finding.NewIndex("/courses", "course", spec.Courses, func(c curriculum.Course) curriculum.CourseID { return c.ID })
	majors := finding.NewIndex("/majors", "major", spec.Majors, func(m curriculum.Major) curriculum.MajorID { return m.ID })
	clusters := finding.NewIndex("/clusters", "cluster", spec.Clusters, func(c curriculum.Cluster) curriculum.ClusterID { return c.ID })
	for i, p := range paths {
		path := at("/paths", i)
		ids.CheckOwn(found, i)
		finding.CheckText(found, path+"/name", p.Name)
		if stated(p.Course != "", p.Major != "", p.Cluster != "") != 1 {
			found.Add(path, p.ID, "does not state exactly one of course, major and cluster", "state whose sessions it counts")
		}
		if stated(p.ToCourse != "", p.ToMajor != "") != 1 {
			found.Add(path, p.ID, "does not state exactly one of toCourse and toMajor", "state what it leads to")
		}
		checkOptional(found, path+"/course", p.Course, courses)
		checkOptional(found, path+"/major", p.Major, majors)
		checkOptional(found, path+"/cluster", p.Cluster, clusters)
		checkOptional(found, path+"/toCourse", p.ToCourse, courses)
		checkOptional(found, path+"/toMajor", p.ToMajor, majors)
		finding.CheckRange(found, path+"/sessions", p.Sessions, 1, maxLed)
	}
}

func stated(conditions ...bool) int {
	n := 0
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}

func checkOptional[ID ~string](found *finding.List, path string, id ID, known finding.Index[ID]) {
	if id != "" {
		known.CheckRef(found, path, id)
	}
}

func checkLed(led []Led, found *finding.List) {
	for i, x := range led {
		finding.CheckRange(found, at("/led", i)+"/sessions", x.Sessions, 0, maxLed)
	}
}
