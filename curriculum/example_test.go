package curriculum_test

import (
	"errors"
	"fmt"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// A catalog decides who may take what, and gives every reason against.
func Example() {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{Courses: []curriculum.Course{
		{ID: "car-1", Name: "认识新能源汽车", Tier: curriculum.Experience},
		{ID: "car-2", Name: "保养一辆汽车", Tier: curriculum.Practice, Products: []string{"保养记录单"},
			MaxGroup: 40, Prerequisites: []curriculum.CourseID{"car-1"}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	class := curriculum.Cohort{ID: "c401", School: "s1", Grade: 4, Size: 45}
	for course := range catalog.Courses() {
		verdict := catalog.Eligible(class, course.ID)
		fmt.Println(course.Name, verdict.Eligible())
		for _, reason := range verdict.Reasons {
			fmt.Println(" ", reason)
		}
	}
	// Output:
	// 认识新能源汽车 true
	// 保养一辆汽车 false
	//   R1: the tier takes grades 5-12,v1-v3, the cohort is in grade 4
	//   R2: the course takes groups of at most 40, the cohort has 45
	//   R2: course "car-1" must be completed before
}

// Everything that is wrong with a spec is found at once.
func ExampleNewCatalog() {
	_, err := curriculum.NewCatalog(curriculum.Spec{
		Majors: []curriculum.Major{{ID: "baking"}},
		Courses: []curriculum.Course{
			{ID: "bread", Tier: curriculum.Practice, Major: "backing", Prerequisites: []curriculum.CourseID{"cake"}},
			{ID: "cake", Tier: curriculum.Experience, Prerequisites: []curriculum.CourseID{"bread"}},
		},
	})
	var all *finding.Error
	if errors.As(err, &all) {
		for _, f := range all.Findings {
			fmt.Println(f)
		}
	}
	var cycle *curriculum.CycleError
	if errors.As(err, &cycle) {
		fmt.Println(cycle.Cycle)
	}
	// Output:
	// /courses/0/major: "backing" is no known major; did you mean "baking"?
	// /courses/0/products: are empty, and a Practice course makes a typical product; name at least one, or correct the tier
	// /courses/1/prerequisites/0: "bread" closes a cycle of prerequisites: "bread" → "cake" → "bread"; remove a prerequisite of the cycle
	// [bread cake]
}

// Find walks the courses that meet every condition, by ascending id.
func ExampleCatalog_Find() {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{
		Clusters: []curriculum.Cluster{{ID: "making"}},
		Majors:   []curriculum.Major{{ID: "welding", Cluster: "making"}, {ID: "drones", Cluster: "making"}},
		Courses: []curriculum.Course{
			{ID: "weld", Tier: curriculum.Experience, Major: "welding"},
			{ID: "fly", Tier: curriculum.Experience, Major: "drones"},
			{ID: "talk", Tier: curriculum.Experience},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for course := range catalog.Find(curriculum.Query{Tier: curriculum.Experience, Cluster: "making"}) {
		fmt.Println(course.ID)
	}
	// Output:
	// fly
	// weld
}

// What a coordinator asks of the taxonomy: which occupations a cluster leads to,
// what has no course, and which variant of a theme suits a class.
func ExampleCatalog_Reach() {
	catalog, err := curriculum.NewCatalog(curriculum.Spec{
		Clusters:    []curriculum.Cluster{{ID: "making"}, {ID: "care"}},
		Majors:      []curriculum.Major{{ID: "welding", Cluster: "making"}, {ID: "drones", Cluster: "making"}, {ID: "nursing", Cluster: "care"}},
		Occupations: []curriculum.Occupation{{ID: "welder"}, {ID: "pilot"}, {ID: "nurse"}},
		Courses: []curriculum.Course{
			{ID: "weld", Tier: curriculum.Experience, Major: "welding", Occupations: []curriculum.OccupationID{"welder"}},
			{ID: "fly-1", Theme: "无人机", Tier: curriculum.Experience, Major: "drones", Grades: curriculum.Grades(1, 6), Occupations: []curriculum.OccupationID{"pilot"}},
			{ID: "fly-2", Theme: "无人机", Tier: curriculum.Practice, Major: "drones", Grades: curriculum.Grades(7, 9), Products: []string{"航拍短片"}},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(catalog.Reach(catalog.IDs(curriculum.Query{Cluster: "making"})).Occupations)
	none := catalog.Beyond(catalog.IDs(curriculum.Query{}))
	fmt.Println("without a course:", none.Majors, none.Clusters, none.Occupations)
	for _, v := range catalog.Variants("无人机") {
		fmt.Printf("%v: %v, missing %q\n", v.Stage, v.Courses, v.Missing.String())
	}
	for _, v := range catalog.VariantsFor("无人机", curriculum.Cohort{Grade: 8, Size: 40}) {
		fmt.Println(v.Course, v.Reasons)
	}
	// Output:
	// [pilot welder]
	// without a course: [nursing] [care] [nurse]
	// primary: [fly-1], missing ""
	// junior: [fly-2], missing ""
	// senior: [], missing "10-12"
	// vocational: [], missing "v1-v3"
	// fly-2 []
	// fly-1 [R2: the course takes grades 1-6, the cohort is in grade 8]
}
