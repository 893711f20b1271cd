package capacity_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// trades has two majors of one cluster and one without, each with a course, and a
// second course of carpentry.
func trades(t testing.TB) *curriculum.Catalog {
	t.Helper()
	c, err := curriculum.NewCatalog(curriculum.Spec{
		Clusters: []curriculum.Cluster{{ID: "craft"}},
		Majors:   []curriculum.Major{{ID: "wood", Cluster: "craft"}, {ID: "print", Cluster: "craft"}, {ID: "cook"}},
		Courses: []curriculum.Course{
			{ID: "carve", Tier: curriculum.Experience, Major: "wood"},
			{ID: "saw", Tier: curriculum.Experience, Major: "wood"},
			{ID: "poster", Tier: curriculum.Experience, Major: "print"},
			{ID: "bake", Tier: curriculum.Experience, Major: "cook"},
			{ID: "tour", Tier: curriculum.Experience},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestTrain asks what one instructor gains who is qualified for saw alone.
func TestTrain(t *testing.T) {
	toWood := capacity.Path{ID: "p", Course: "saw", Sessions: 3, ToMajor: "wood"}
	gained := func(path capacity.PathID, sessions int, course curriculum.CourseID, major curriculum.MajorID) capacity.Gained {
		return capacity.Gained{Instructor: "t", Path: path, Sessions: sessions, Course: course, Major: major}
	}
	tests := []struct {
		name   string
		reason string
		paths  []capacity.Path
		led    []capacity.Led
		want   []capacity.Gained
	}{
		{"one short", "at least as many as the path asks", []capacity.Path{toWood}, []capacity.Led{{"t", "saw", 2}}, nil},
		{"enough", "as many suffice", []capacity.Path{toWood}, []capacity.Led{{"t", "saw", 3}}, []capacity.Gained{gained("p", 3, "", "wood")}},
		{"over terms", "rows add up, those of others do not", []capacity.Path{toWood},
			[]capacity.Led{{"t", "saw", 1}, {"u", "saw", 9}, {"t", "saw", 2}}, []capacity.Gained{gained("p", 3, "", "wood")}},
		{"another course", "the path counts saw alone", []capacity.Path{toWood}, []capacity.Led{{"t", "saw", 2}, {"t", "carve", 5}}, nil},
		{"a major's", "both courses count", []capacity.Path{{ID: "p", Major: "wood", Sessions: 3, ToCourse: "poster"}},
			[]capacity.Led{{"t", "saw", 2}, {"t", "carve", 1}, {"t", "poster", 9}}, []capacity.Gained{gained("p", 3, "poster", "")}},
		{"a cluster's", "courses of both majors count, those without a major do not", []capacity.Path{{ID: "p", Cluster: "craft", Sessions: 3, ToMajor: "print"}},
			[]capacity.Led{{"t", "saw", 1}, {"t", "poster", 2}, {"t", "tour", 5}, {"t", "bake", 5}}, []capacity.Gained{gained("p", 3, "", "print")}},
		{"had before", "what somebody has is no gain", []capacity.Path{{ID: "p", Course: "saw", Sessions: 1, ToCourse: "saw"}}, []capacity.Led{{"t", "saw", 3}}, nil},
		{"two ways", "the first path gives it", []capacity.Path{{ID: "q", Course: "saw", Sessions: 1, ToMajor: "wood"}, toWood},
			[]capacity.Led{{"t", "saw", 3}}, []capacity.Gained{gained("p", 3, "", "wood")}},
		{"course of a new major", "the major has it", []capacity.Path{toWood, {ID: "q", Course: "saw", Sessions: 1, ToCourse: "carve"}},
			[]capacity.Led{{"t", "saw", 3}}, []capacity.Gained{gained("p", 3, "", "wood")}},
		{"unknown course", "a row of what is not taught any more counts for nothing", []capacity.Path{{ID: "p", Cluster: "craft", Sessions: 1, ToMajor: "print"}},
			[]capacity.Led{{"t", "weave", 3}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := []capacity.Instructor{{ID: "t", Centers: []capacity.CenterID{"c"}, Courses: []curriculum.CourseID{"saw"}}}
			want := []capacity.Instructor{{ID: "t", Centers: []capacity.CenterID{"c"}, Courses: []curriculum.CourseID{"saw"}}}
			for _, g := range tt.want {
				if g.Major != "" {
					want[0].Majors = append(want[0].Majors, g.Major)
				} else {
					want[0].Courses = append(want[0].Courses, g.Course)
				}
			}
			after, got, err := capacity.Train(trades(t), before, tt.paths, tt.led)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(append([]capacity.Gained{}, tt.want...), got); diff != "" {
				t.Errorf("gained: %s (-want +got):\n%s", tt.reason, diff)
			}
			if diff := cmp.Diff(want, after); diff != "" {
				t.Errorf("instructors: %s (-want +got):\n%s", tt.reason, diff)
			}
			if len(before[0].Majors) > 0 || len(before[0].Courses) != 1 {
				t.Errorf("the instructors passed in became %+v", before)
			}
		})
	}
}

func TestTrainRefuses(t *testing.T) {
	_, _, err := capacity.Train(trades(t), nil, []capacity.Path{
		{ID: "p", Course: "saw", Major: "wood", Sessions: 1, ToMajor: "wood"},
		{ID: "p", Cluster: "crafts", Sessions: 0, ToCourse: "carve"},
		{Sessions: 1_000_001},
	}, []capacity.Led{{"t", "saw", -1}})
	want := []string{
		"/paths/0 does not state exactly one of course, major and cluster",
		"/paths/1/id is already the id of /paths/0",
		"/paths/1/cluster is no known cluster",
		"/paths/1/sessions is out of range",
		"/paths/2/id is empty",
		"/paths/2 does not state exactly one of course, major and cluster",
		"/paths/2 does not state exactly one of toCourse and toMajor",
		"/paths/2/sessions is out of range",
		"/led/0/sessions is out of range",
	}
	if diff := cmp.Diff(want, findings(t, err)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestTrainOrder says that the order of rows and paths does not matter, that more
// sessions never give less, and that training twice gives nothing new.
func TestTrainOrder(t *testing.T) {
	catalog := trades(t)
	led := rapid.Custom(func(t *rapid.T) capacity.Led {
		return capacity.Led{
			Instructor: rapid.SampledFrom([]capacity.InstructorID{"t", "u"}).Draw(t, "instructor"),
			Course:     rapid.SampledFrom([]curriculum.CourseID{"saw", "carve", "poster", "bake"}).Draw(t, "course"),
			Sessions:   rapid.IntRange(0, 4).Draw(t, "sessions"),
		}
	})
	paths := []capacity.Path{
		{ID: "a", Course: "saw", Sessions: 3, ToMajor: "wood"},
		{ID: "b", Major: "wood", Sessions: 5, ToCourse: "bake"},
		{ID: "c", Cluster: "craft", Sessions: 8, ToMajor: "print"},
	}
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(led, 0, 8).Draw(t, "led")
		who := []capacity.Instructor{{ID: "t", Courses: []curriculum.CourseID{"saw"}}, {ID: "u", Majors: []curriculum.MajorID{"wood"}}}
		next, gained, err := capacity.Train(catalog, who, paths, rows)
		if err != nil {
			t.Fatal(err)
		}
		_, other, _ := capacity.Train(catalog, who, rapid.Permutation(paths).Draw(t, "paths"), rapid.Permutation(rows).Draw(t, "rows"))
		if diff := cmp.Diff(gained, other); diff != "" {
			t.Fatalf("in another order (-first +second):\n%s", diff)
		}
		if _, again, _ := capacity.Train(catalog, next, paths, rows); len(again) > 0 {
			t.Fatalf("gained twice: %v", again)
		}
		_, more, _ := capacity.Train(catalog, who, paths, append(rows, led.Draw(t, "more")))
		if len(more) < len(gained) {
			t.Fatalf("gained %v, with a row more %v", gained, more)
		}
	})
}

// TestStaffingOf counts by hand who of fixture_test.go could lead what: t1 works on
// Mondays and Wednesdays at school and base, less the lessons of Tuesdays, and t2 at
// the web. From Monday 7 to Sunday 13 September the school has a license.
func TestStaffingOf(t *testing.T) {
	spec := district(t)
	before := capacity.StaffingOf(network(t, spec), catalog(t))
	want := []capacity.Staffing{
		{Offering: "carry"},                           // no major, and nobody is named
		{Offering: "print", Qualified: 1, Pairs: 1},   // mornings alone; Monday's is the room's own: Wednesday
		{Offering: "rotate"},                          // cooking
		{Offering: "stream", Qualified: 1, Pairs: 20}, // ten days
		{Offering: "tour"},
	}
	if diff := cmp.Diff(want, before); diff != "" {
		t.Errorf("staffing (-want +got):\n%s", diff)
	}
	spec.Instructors = append(spec.Instructors,
		capacity.Instructor{ID: "t3", Centers: []capacity.CenterID{"school"}, Majors: []curriculum.MajorID{"robotics", "cooking"}})
	after := capacity.StaffingOf(network(t, spec), catalog(t))
	got := capacity.CompareStaffing(before, after)
	if diff := cmp.Diff([]capacity.OfferingID{"rotate"}, got.First); diff != "" {
		t.Errorf("first (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]capacity.OfferingID{"print"}, got.Second); diff != "" {
		t.Errorf("second (-want +got):\n%s", diff)
	}
	if sum := after[1].Pairs + after[2].Pairs - 1; got.Pairs != sum || got.Pairs <= 0 {
		t.Errorf("%d more pairs, want %d", got.Pairs, sum)
	}
}
