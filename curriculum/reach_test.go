package curriculum_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// taxonomy has a major and an occupation without a course, a cluster whose major
// has none, and a course with an occupation and no major.
func taxonomy(t testing.TB) *curriculum.Catalog {
	return mustCatalog(t, curriculum.Spec{
		Clusters:    []curriculum.Cluster{{ID: "making"}, {ID: "food"}, {ID: "care"}},
		Chains:      []curriculum.Chain{{ID: "cars"}, {ID: "drones"}},
		Majors:      []curriculum.Major{{ID: "weld", Cluster: "making", Chain: "cars"}, {ID: "fly", Cluster: "making", Chain: "drones"}, {ID: "bake", Cluster: "food"}, {ID: "nurse", Cluster: "care"}},
		Occupations: []curriculum.Occupation{{ID: "welder"}, {ID: "pilot"}, {ID: "baker"}, {ID: "nurse"}, {ID: "guide"}},
		Courses: []curriculum.Course{
			{ID: "arc", Tier: curriculum.Experience, Major: "weld", Occupations: []curriculum.OccupationID{"welder"}},
			{ID: "wing", Tier: curriculum.Exploration, Major: "fly", Occupations: []curriculum.OccupationID{"pilot", "welder"}},
			{ID: "bread", Tier: curriculum.Practice, Products: []string{"面包"}, Major: "bake", Occupations: []curriculum.OccupationID{"baker"}},
			{ID: "town", Tier: curriculum.Experience, Occupations: []curriculum.OccupationID{"guide", "baker"}},
		},
	})
}

func TestReach(t *testing.T) {
	tests := []struct {
		name          string
		reason        string
		courses       []curriculum.CourseID
		reach, beyond curriculum.Reach
	}{
		{"none", "nothing is met", nil, curriculum.Reach{}, curriculum.Reach{
			Occupations: []curriculum.OccupationID{"baker", "guide", "nurse", "pilot", "welder"}, Majors: []curriculum.MajorID{"bake", "fly", "nurse", "weld"},
			Clusters: []curriculum.ClusterID{"care", "food", "making"}, Chains: []curriculum.ChainID{"cars", "drones"},
		}},
		{"all", "a major without course, and with it its cluster, and an occupation that nobody meets are left", []curriculum.CourseID{"town", "wing", "bread", "arc"}, curriculum.Reach{
			Occupations: []curriculum.OccupationID{"baker", "guide", "pilot", "welder"}, Majors: []curriculum.MajorID{"bake", "fly", "weld"},
			Clusters: []curriculum.ClusterID{"food", "making"}, Chains: []curriculum.ChainID{"cars", "drones"},
		}, curriculum.Reach{
			Occupations: []curriculum.OccupationID{"nurse"}, Majors: []curriculum.MajorID{"nurse"}, Clusters: []curriculum.ClusterID{"care"},
		}},
		{"through majors", "the other major of the cluster is not met, nor is its chain", []curriculum.CourseID{"arc"}, curriculum.Reach{
			Occupations: []curriculum.OccupationID{"welder"}, Majors: []curriculum.MajorID{"weld"}, Clusters: []curriculum.ClusterID{"making"}, Chains: []curriculum.ChainID{"cars"},
		}, curriculum.Reach{
			Occupations: []curriculum.OccupationID{"baker", "guide", "nurse", "pilot"}, Majors: []curriculum.MajorID{"bake", "fly", "nurse"},
			Clusters: []curriculum.ClusterID{"care", "food"}, Chains: []curriculum.ChainID{"drones"},
		}},
		{"without major", "occupations alone; a course that does not exist leads nowhere", []curriculum.CourseID{"town", "nothing", "town"}, curriculum.Reach{
			Occupations: []curriculum.OccupationID{"baker", "guide"},
		}, curriculum.Reach{
			Occupations: []curriculum.OccupationID{"nurse", "pilot", "welder"}, Majors: []curriculum.MajorID{"bake", "fly", "nurse", "weld"},
			Clusters: []curriculum.ClusterID{"care", "food", "making"}, Chains: []curriculum.ChainID{"cars", "drones"},
		}},
	}
	c := taxonomy(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.reach, c.Reach(slices.Values(tt.courses))); diff != "" {
				t.Errorf("reach: %s (-want +got):\n%s", tt.reason, diff)
			}
			if diff := cmp.Diff(tt.beyond, c.Beyond(slices.Values(tt.courses))); diff != "" {
				t.Errorf("beyond: %s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestReachAndFind: a course leads to something just when a query for that finds
// the course; what is beyond is the rest.
func TestReachAndFind(t *testing.T) {
	c := taxonomy(t)
	all := slices.Collect(c.IDs(curriculum.Query{}))
	rapid.Check(t, func(t *rapid.T) {
		courses := rapid.SliceOfDistinct(rapid.SampledFrom(all), func(id curriculum.CourseID) curriculum.CourseID { return id }).Draw(t, "courses")
		found := func(q curriculum.Query) bool {
			return slices.ContainsFunc(slices.Collect(c.IDs(q)), func(id curriculum.CourseID) bool { return slices.Contains(courses, id) })
		}
		var reach, beyond curriculum.Reach
		for x := range c.Occupations() {
			split(&reach.Occupations, &beyond.Occupations, x.ID, found(curriculum.Query{Occupation: x.ID}))
		}
		for x := range c.Majors() {
			split(&reach.Majors, &beyond.Majors, x.ID, found(curriculum.Query{Major: x.ID}))
		}
		for x := range c.Clusters() {
			split(&reach.Clusters, &beyond.Clusters, x.ID, found(curriculum.Query{Cluster: x.ID}))
		}
		for x := range c.Chains() {
			split(&reach.Chains, &beyond.Chains, x.ID, found(curriculum.Query{Chain: x.ID}))
		}
		if diff := cmp.Diff(reach, c.Reach(slices.Values(courses)), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("reach of %v (-found +got):\n%s", courses, diff)
		}
		if diff := cmp.Diff(beyond, c.Beyond(slices.Values(courses)), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("beyond %v (-found +got):\n%s", courses, diff)
		}
	})
}

func split[ID any](reach, beyond *[]ID, id ID, met bool) {
	if met {
		*reach = append(*reach, id)
	} else {
		*beyond = append(*beyond, id)
	}
}

// BenchmarkFind looks for the courses of every one of 10,000 occupations among
// 5,000 courses.
func BenchmarkFind(b *testing.B) {
	var spec curriculum.Spec
	for i := range 10_000 {
		spec.Occupations = append(spec.Occupations, curriculum.Occupation{ID: curriculum.OccupationID(fmt.Sprint("o", i))})
	}
	for i := range 5000 {
		spec.Courses = append(spec.Courses, curriculum.Course{ID: curriculum.CourseID(fmt.Sprint("c", i)), Tier: curriculum.Experience,
			Occupations: []curriculum.OccupationID{spec.Occupations[2*i].ID}})
	}
	c := mustCatalog(b, spec)
	for b.Loop() {
		found := 0
		for x := range c.Occupations() {
			for range c.IDs(curriculum.Query{Occupation: x.ID}) {
				found++
			}
		}
		if found != 5000 {
			b.Fatalf("found %d, want 5000", found)
		}
	}
}
