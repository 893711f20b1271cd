package curriculum_test

import (
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// checkLookup walks a list and looks each of its things up again.
func checkLookup[T comparable, ID ~string](t *testing.T, all iter.Seq[T], id func(T) ID, get func(ID) (T, bool), want ...ID) {
	t.Helper()
	var got []ID
	for x := range all {
		got = append(got, id(x))
		if y, ok := get(id(x)); !ok || y != x {
			t.Errorf("%q is found as %v, %v; want %v", id(x), y, ok, x)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	for _, none := range []ID{"", "a", "nothing", "zzz"} {
		if x, ok := get(none); ok {
			t.Errorf("%q is found as %v; want none", none, x)
		}
	}
}

func TestLookups(t *testing.T) {
	c := mustCatalog(t, sampleSpec())
	checkLookup(t, c.Clusters(), func(x curriculum.Cluster) curriculum.ClusterID { return x.ID }, c.Cluster, "food", "making")
	checkLookup(t, c.Chains(), func(x curriculum.Chain) curriculum.ChainID { return x.ID }, c.Chain, "cars")
	checkLookup(t, c.Majors(), func(x curriculum.Major) curriculum.MajorID { return x.ID }, c.Major, "baking", "welding")
	checkLookup(t, c.Occupations(), func(x curriculum.Occupation) curriculum.OccupationID { return x.ID }, c.Occupation, "baker", "welder")
	checkLookup(t, c.Items(), func(x curriculum.Item) curriculum.ItemID { return x.ID }, c.Item, "flour", "rod")
	checkLookup(t, c.Lines(), func(x curriculum.Line) curriculum.LineID { return x.ID }, c.Line, "consumables")
}

func courseIDs(all iter.Seq[curriculum.Course]) []curriculum.CourseID {
	var ids []curriculum.CourseID
	for c := range all {
		ids = append(ids, c.ID)
	}
	return ids
}

func TestFind(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		query  curriculum.Query
		want   []curriculum.CourseID
	}{
		{"all", "the zero query states nothing", curriculum.Query{}, []curriculum.CourseID{"bake", "talk", "weld-1", "weld-2", "weld-3"}},
		{"tier", "by ascending id, whatever the order in the spec", curriculum.Query{Tier: curriculum.Experience}, []curriculum.CourseID{"bake", "talk", "weld-1"}},
		{"major", "the course's own", curriculum.Query{Major: "welding"}, []curriculum.CourseID{"weld-1", "weld-2", "weld-3"}},
		{"cluster", "through the major", curriculum.Query{Cluster: "food"}, []curriculum.CourseID{"bake"}},
		{"chain", "through the major; a major without chain is in none", curriculum.Query{Chain: "cars"}, []curriculum.CourseID{"weld-1", "weld-2", "weld-3"}},
		{"occupation", "any of the course's", curriculum.Query{Occupation: "welder"}, []curriculum.CourseID{"talk", "weld-2"}},
		{"theme", "the variants of one theme by stage", curriculum.Query{Theme: "焊接"}, []curriculum.CourseID{"weld-1", "weld-2", "weld-3"}},
		{"grade", "the tier's and the course's own grades have it", curriculum.Query{Grade: 6}, []curriculum.CourseID{"bake", "talk", "weld-1", "weld-3"}},
		{"stage", "one of its grades is enough", curriculum.Query{Stage: curriculum.SeniorHigh}, []curriculum.CourseID{"weld-2", "weld-3"}},
		{"variant", "of a theme for a grade", curriculum.Query{Theme: "焊接", Grade: 3}, []curriculum.CourseID{"weld-1", "weld-3"}},
		{"no such grade", "no course takes it", curriculum.Query{Grade: 16}, nil},
		{"no such stage", "no course takes it", curriculum.Query{Stage: 5}, nil},
		{"several", "every condition holds", curriculum.Query{Tier: curriculum.Practice, Cluster: "making", Chain: "cars", Occupation: "welder"}, []curriculum.CourseID{"weld-2"}},
		{"contradiction", "no course meets both", curriculum.Query{Major: "baking", Cluster: "making"}, nil},
		{"unknown id", "an id that does not exist is in no course", curriculum.Query{Cluster: "flying"}, nil},
	}
	catalog := mustCatalog(t, sampleSpec())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, courseIDs(catalog.Find(tt.query))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			if diff := cmp.Diff(tt.want, slices.Collect(catalog.IDs(tt.query))); diff != "" {
				t.Errorf("%s, by ids alone (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
	for c := range catalog.Find(curriculum.Query{Tier: curriculum.Experience}) {
		if c.ID == "talk" {
			return
		}
	}
	t.Error("the walk did not come to talk, where it is left")
}

// TestFindIsAFilter compares each query with its meaning, and checks that one
// more condition never adds a course.
func TestFindIsAFilter(t *testing.T) {
	catalog := mustCatalog(t, sampleSpec())
	rapid.Check(t, func(t *rapid.T) {
		q := curriculum.Query{
			Tier:       curriculum.Tier(rapid.IntRange(0, 3).Draw(t, "tier")),
			Major:      rapid.SampledFrom([]curriculum.MajorID{"", "baking", "welding"}).Draw(t, "major"),
			Cluster:    rapid.SampledFrom([]curriculum.ClusterID{"", "food", "making"}).Draw(t, "cluster"),
			Chain:      rapid.SampledFrom([]curriculum.ChainID{"", "cars"}).Draw(t, "chain"),
			Occupation: rapid.SampledFrom([]curriculum.OccupationID{"", "baker", "welder"}).Draw(t, "occupation"),
			Theme:      rapid.SampledFrom([]string{"", "焊接"}).Draw(t, "theme"),
			Stage:      curriculum.Stage(rapid.IntRange(0, 5).Draw(t, "stage")),
			Grade:      curriculum.Grade(rapid.IntRange(0, 16).Draw(t, "grade")),
		}
		var want []curriculum.CourseID
		for c := range catalog.Courses() {
			major, _ := catalog.Major(c.Major)
			staged := q.Stage == 0
			for g := range catalog.GradesFor(c.ID).All() {
				staged = staged || g.Stage() == q.Stage
			}
			if (q.Tier == 0 || c.Tier == q.Tier) && (q.Major == "" || c.Major == q.Major) && (q.Cluster == "" || major.Cluster == q.Cluster) &&
				(q.Chain == "" || major.Chain == q.Chain) && (q.Occupation == "" || slices.Contains(c.Occupations, q.Occupation)) && (q.Theme == "" || c.Theme == q.Theme) &&
				staged && (q.Grade == 0 || catalog.GradesFor(c.ID).Has(q.Grade)) {
				want = append(want, c.ID)
			}
		}
		if diff := cmp.Diff(want, courseIDs(catalog.Find(q))); diff != "" {
			t.Fatalf("%+v (-want +got):\n%s", q, diff)
		}
	})
}
