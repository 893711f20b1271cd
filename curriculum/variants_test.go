package curriculum_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// themes is a catalog with a theme by stage, one with gaps, and courses without.
func themes(t testing.TB) *curriculum.Catalog {
	return mustCatalog(t, curriculum.Spec{Courses: []curriculum.Course{
		{ID: "car-see", Theme: "汽车", Tier: curriculum.Experience, Grades: curriculum.Grades(1, 4)},
		{ID: "car-game", Theme: "汽车", Tier: curriculum.Experience, Grades: curriculum.Grades(4, 9)},
		{ID: "car-make", Theme: "汽车", Tier: curriculum.Practice, Products: []string{"车模"}, MaxGroup: 40},
		{ID: "car-new", Theme: "汽车", Tier: curriculum.Exploration, Grades: curriculum.Grades(10, curriculum.Vocational3)},
		{ID: "tea-old", Theme: "茶艺", Tier: curriculum.Practice, Products: []string{"一席茶"}, Grades: curriculum.Grades(3, 6)},
		{ID: "tea-new", Theme: "茶艺", Tier: curriculum.Exploration},
		{ID: "walk", Tier: curriculum.Experience},
	}})
}

func TestVariants(t *testing.T) {
	type list = []curriculum.StageVariants
	senior, vocational := curriculum.Grades(10, 12), curriculum.Grades(curriculum.Vocational1, curriculum.Vocational3)
	tests := []struct {
		name   string
		reason string
		theme  string
		want   list
	}{
		{"by stage", "every grade has a variant that asks for no intent: 1-9 by Experience, 5 and above by Practice", "汽车", list{
			{Stage: curriculum.Primary, Courses: []curriculum.CourseID{"car-game", "car-make", "car-see"}},
			{Stage: curriculum.JuniorMiddle, Courses: []curriculum.CourseID{"car-game", "car-make"}},
			{Stage: curriculum.SeniorHigh, Courses: []curriculum.CourseID{"car-make", "car-new"}},
			{Stage: curriculum.Vocational, Courses: []curriculum.CourseID{"car-make", "car-new"}},
		}},
		{"only for intents", "Practice takes none below 5, whatever the course says, and above 6 there is Exploration alone", "茶艺", list{
			{Stage: curriculum.Primary, Courses: []curriculum.CourseID{"tea-new", "tea-old"}, Asking: curriculum.Grades(1, 4)},
			{Stage: curriculum.JuniorMiddle, Courses: []curriculum.CourseID{"tea-new"}, Asking: curriculum.Grades(7, 9)},
			{Stage: curriculum.SeniorHigh, Courses: []curriculum.CourseID{"tea-new"}, Asking: senior},
			{Stage: curriculum.Vocational, Courses: []curriculum.CourseID{"tea-new"}, Asking: vocational},
		}},
		{"unknown", "no course has it", "焊接", nil},
		{"none", "courses without a theme are no variants of each other", "", nil},
	}
	c := themes(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, c.Variants(tt.theme)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
	if diff := cmp.Diff([]string{"汽车", "茶艺"}, slices.Collect(c.Themes())); diff != "" {
		t.Errorf("themes (-want +got):\n%s", diff)
	}
}

// TestVariantGaps: a stage without any course is a gap as a whole, one with some
// is a gap in the grades that they leave out.
func TestVariantGaps(t *testing.T) {
	c := mustCatalog(t, curriculum.Spec{Courses: []curriculum.Course{
		{ID: "a", Theme: "x", Tier: curriculum.Experience, Grades: curriculum.Grades(5, 7)},
	}})
	want := []curriculum.StageVariants{
		{Stage: curriculum.Primary, Courses: []curriculum.CourseID{"a"}, Missing: curriculum.Grades(1, 4)},
		{Stage: curriculum.JuniorMiddle, Courses: []curriculum.CourseID{"a"}, Missing: curriculum.Grades(8, 9)},
		{Stage: curriculum.SeniorHigh, Missing: curriculum.Grades(10, 12)},
		{Stage: curriculum.Vocational, Missing: curriculum.Grades(curriculum.Vocational1, curriculum.Vocational3)},
	}
	if diff := cmp.Diff(want, c.Variants("x")); diff != "" {
		t.Errorf("variants (-want +got):\n%s", diff)
	}
}

func TestVariantsFor(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		theme  string
		cohort curriculum.Cohort
		want   []string
	}{
		{"two fit", "by id; then one reason against before two", "汽车", curriculum.Cohort{Grade: 6, Size: 40}, []string{
			"car-game []", "car-make []",
			"car-see [R2: the course takes grades 1-4, the cohort is in grade 6]",
			"car-new [R1: the tier asks for a declared intent (major,competition), the cohort declares none R2: the course takes grades 10-12,v1-v3, the cohort is in grade 6]",
		}},
		{"none fits", "each course says why", "茶艺", curriculum.Cohort{Grade: 4, Size: 30}, []string{
			"tea-new [R1: the tier asks for a declared intent (major,competition), the cohort declares none]",
			"tea-old [R1: the tier takes grades 5-12,v1-v3, the cohort is in grade 4]",
		}},
		{"unknown theme", "it has no courses", "焊接", curriculum.Cohort{Grade: 4, Size: 30}, nil},
		{"no theme", "courses without one are not meant", "", curriculum.Cohort{Grade: 4, Size: 30}, nil},
	}
	c := themes(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, v := range c.VariantsFor(tt.theme, tt.cohort) {
				got = append(got, fmt.Sprint(v.Course, " ", v.Reasons))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestGradesFor compares the grades with what a cohort of each is told: one that
// has done and declared everything is refused for its grade alone.
func TestGradesFor(t *testing.T) {
	for _, c := range []*curriculum.Catalog{themes(t), mustCatalog(t, sampleSpec())} {
		for course := range c.Courses() {
			var want curriculum.GradeSet
			for g := range curriculum.AllGrades.All() {
				cohort := curriculum.Cohort{Grade: g, Size: max(1, course.MinGroup),
					Intents: []curriculum.Intent{{Kind: curriculum.DevelopMajor}}, Completed: course.Prerequisites, Oriented: course.Orientation}
				if c.Eligible(cohort, course.ID).Eligible() {
					want |= curriculum.Grades(g, g)
				}
			}
			if got := c.GradesFor(course.ID); got != want {
				t.Errorf("grades for %s: %v, want %v", course.ID, got, want)
			}
		}
		if got := c.GradesFor("nothing"); got != 0 {
			t.Errorf("grades for a course that does not exist: %v, want none", got)
		}
	}
}

// TestVariantsAgree: what Variants says of a stage is what queries for its grades find.
func TestVariantsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var spec curriculum.Spec
		for i := range rapid.IntRange(1, 6).Draw(t, "courses") {
			spec.Courses = append(spec.Courses, curriculum.Course{
				ID: curriculum.CourseID(fmt.Sprint("c", i)), Theme: rapid.SampledFrom([]string{"x", "y", ""}).Draw(t, "theme"), Products: []string{"p"},
				Tier: curriculum.Tier(rapid.IntRange(1, 3).Draw(t, "tier")), Grades: anyGradeSet().Draw(t, "grades"),
			})
		}
		c, err := curriculum.NewCatalog(spec)
		if err != nil {
			t.Fatal(err)
		}
		for theme := range c.Themes() {
			for _, v := range c.Variants(theme) {
				found := slices.Collect(c.IDs(curriculum.Query{Theme: theme, Stage: v.Stage}))
				if diff := cmp.Diff(found, v.Courses); diff != "" {
					t.Fatalf("courses of %s for %v (-found +variants):\n%s", theme, v.Stage, diff)
				}
				for g := range v.Stage.Grades().All() {
					any, open := false, false
					for course := range c.Find(curriculum.Query{Theme: theme, Grade: g}) {
						any, open = true, open || course.Tier != curriculum.Exploration
					}
					if v.Missing.Has(g) == any || v.Asking.Has(g) != (any && !open) {
						t.Fatalf("grade %v of %s has a variant: %v, one for all: %v; missing %v, asking %v", g, theme, any, open, v.Missing, v.Asking)
					}
				}
			}
		}
	})
}
