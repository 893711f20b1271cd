package curriculum_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/rule"
)

func TestEligible(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		do     func(*curriculum.Cohort)
		course curriculum.CourseID
		want   []curriculum.Reason
	}{{
		name:   "fits",
		reason: "grade, size, prerequisite and orientation all fit",
		do:     func(*curriculum.Cohort) {},
		course: "weld-2",
	}, {
		name:   "two tiers",
		reason: "the bands overlap on purpose: grade 8 may take tier 1 as well as tier 2",
		do:     func(*curriculum.Cohort) {},
		course: "bake",
	}, {
		name:   "unknown course",
		reason: "no course fits no cohort",
		do:     func(*curriculum.Cohort) {},
		course: "weld-9",
		want:   []curriculum.Reason{{Rule: rule.Course, Field: curriculum.FieldCourse, Want: "a course of the catalog", Have: "weld-9"}},
	}, {
		name:   "grade above the tier",
		reason: "Experience is for grades 1 to 9",
		do:     func(c *curriculum.Cohort) { c.Grade = 10 },
		course: "bake",
		want:   []curriculum.Reason{{Rule: rule.Tier, Field: curriculum.FieldGrades, Want: "1-9", Have: "10"}},
	}, {
		name:   "grade below the course",
		reason: "the course's own grades narrow the tier's",
		do:     func(c *curriculum.Cohort) { c.Grade = 5 },
		course: "weld-2",
		want:   []curriculum.Reason{{Rule: rule.Course, Field: curriculum.FieldGrades, Want: "7-12,v1-v3", Have: "5"}},
	}, {
		name:   "grade below tier and course",
		reason: "both are said",
		do:     func(c *curriculum.Cohort) { c.Grade = 4 },
		course: "weld-2",
		want: []curriculum.Reason{
			{Rule: rule.Tier, Field: curriculum.FieldGrades, Want: "5-12,v1-v3", Have: "4"},
			{Rule: rule.Course, Field: curriculum.FieldGrades, Want: "7-12,v1-v3", Have: "4"},
		},
	}, {
		name:   "no intent",
		reason: "the third tier asks for a declared intent",
		do:     func(c *curriculum.Cohort) { c.Intents, c.Completed = nil, []curriculum.CourseID{"weld-2"} },
		course: "weld-3",
		want:   []curriculum.Reason{{Rule: rule.Tier, Field: curriculum.FieldIntent, Want: "major,competition"}},
	}, {
		name:   "intent in another major",
		reason: "the tier asks for the kind of intent alone",
		do: func(c *curriculum.Cohort) {
			c.Intents, c.Completed = []curriculum.Intent{{Kind: curriculum.DevelopMajor, Major: "baking"}}, []curriculum.CourseID{"weld-2"}
		},
		course: "weld-3",
	}, {
		name:   "youngest with an intent",
		reason: "the third tier tests intent, not grade",
		do:     func(c *curriculum.Cohort) { c.Grade, c.Completed = 1, []curriculum.CourseID{"weld-2"} },
		course: "weld-3",
	}, {
		name:   "too few",
		reason: "one below the smallest cohort",
		do:     func(c *curriculum.Cohort) { c.Size = 9 },
		course: "weld-2",
		want:   []curriculum.Reason{{Rule: rule.Course, Field: curriculum.FieldSize, Want: "at least 10", Have: "9"}},
	}, {
		name:   "just enough",
		reason: "the smallest cohort fits",
		do:     func(c *curriculum.Cohort) { c.Size = 10 },
		course: "weld-2",
	}, {
		name:   "too many",
		reason: "one above the largest cohort",
		do:     func(c *curriculum.Cohort) { c.Size = 41 },
		course: "weld-2",
		want:   []curriculum.Reason{{Rule: rule.Course, Field: curriculum.FieldSize, Want: "at most 40", Have: "41"}},
	}, {
		name:   "nobody",
		reason: "a smallest cohort of 0 means 1",
		do:     func(c *curriculum.Cohort) { c.Size = 0 },
		course: "bake",
		want:   []curriculum.Reason{{Rule: rule.Course, Field: curriculum.FieldSize, Want: "at least 1", Have: "0"}},
	}, {
		name:   "no record",
		reason: "prerequisite and orientation are both missing",
		do:     func(c *curriculum.Cohort) { c.Completed, c.Oriented = nil, nil },
		course: "weld-2",
		want: []curriculum.Reason{
			{Rule: rule.Course, Field: curriculum.FieldPrerequisite, Want: "weld-1"},
			{Rule: rule.Course, Field: curriculum.FieldOrientation, Want: "safety"},
		},
	}, {
		name:   "done before",
		reason: "no project twice",
		do:     func(*curriculum.Cohort) {},
		course: "weld-1",
		want:   []curriculum.Reason{{Rule: rule.Course, Field: curriculum.FieldCompleted, Want: "a course not completed before", Have: "weld-1"}},
	}, {
		name:   "everything",
		reason: "every reason is given, the tier's first, then the course's in the order of the fields",
		do: func(c *curriculum.Cohort) {
			*c = curriculum.Cohort{Size: 41, Completed: []curriculum.CourseID{"weld-2"}}
		},
		course: "weld-2",
		want: []curriculum.Reason{
			{Rule: rule.Tier, Field: curriculum.FieldGrades, Want: "5-12,v1-v3", Have: "0"},
			{Rule: rule.Course, Field: curriculum.FieldGrades, Want: "7-12,v1-v3", Have: "0"},
			{Rule: rule.Course, Field: curriculum.FieldSize, Want: "at most 40", Have: "41"},
			{Rule: rule.Course, Field: curriculum.FieldPrerequisite, Want: "weld-1"},
			{Rule: rule.Course, Field: curriculum.FieldOrientation, Want: "safety"},
			{Rule: rule.Course, Field: curriculum.FieldCompleted, Want: "a course not completed before", Have: "weld-2"},
		},
	}}
	catalog := mustCatalog(t, sampleSpec())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			cohort := sampleCohort()
			tt.do(&cohort)
			v := catalog.Eligible(cohort, tt.course)
			if diff := cmp.Diff(tt.want, v.Reasons); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			if v.Eligible() != (len(tt.want) == 0) {
				t.Errorf("Eligible = %v: %s", v.Eligible(), tt.reason)
			}
		})
	}
}

// TestPrerequisitesInTheCoursesOrder asks for one reason for each that is missing.
func TestPrerequisitesInTheCoursesOrder(t *testing.T) {
	catalog := mustCatalog(t, graph("d c a b", "a", "b", "c"))
	v := catalog.Eligible(curriculum.Cohort{Grade: 5, Size: 1, Completed: []curriculum.CourseID{"a"}}, "d")
	want := []curriculum.Reason{
		{Rule: rule.Course, Field: curriculum.FieldPrerequisite, Want: "c"},
		{Rule: rule.Course, Field: curriculum.FieldPrerequisite, Want: "b"},
	}
	if diff := cmp.Diff(want, v.Reasons); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestReasonString(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		is     curriculum.Reason
		want   string
	}{
		{"tier grades", "says that it is the tier's", curriculum.Reason{Rule: rule.Tier, Field: curriculum.FieldGrades, Want: "1-9", Have: "10"},
			"R1: the tier takes grades 1-9, the cohort is in grade 10"},
		{"course grades", "says that it is the course's", curriculum.Reason{Rule: rule.Course, Field: curriculum.FieldGrades, Want: "7-9", Have: "v1"},
			"R2: the course takes grades 7-9, the cohort is in grade v1"},
		{"no intent", "an empty side reads well", curriculum.Reason{Rule: rule.Tier, Field: curriculum.FieldIntent, Want: "major,competition"},
			"R1: the tier asks for a declared intent (major,competition), the cohort declares none"},
		{"other intent", "what is declared is said", curriculum.Reason{Rule: rule.Tier, Field: curriculum.FieldIntent, Want: "competition", Have: "major"},
			"R1: the tier asks for a declared intent (competition), the cohort declares major"},
		{"size", "limit and size", curriculum.Reason{Rule: rule.Course, Field: curriculum.FieldSize, Want: "at most 40", Have: "41"},
			"R2: the course takes groups of at most 40, the cohort has 41"},
		{"prerequisite", "names the course", curriculum.Reason{Rule: rule.Course, Field: curriculum.FieldPrerequisite, Want: "焊接"},
			`R2: course "焊接" must be completed before`},
		{"orientation", "names the orientation", curriculum.Reason{Rule: rule.Course, Field: curriculum.FieldOrientation, Want: "safety"},
			`R2: orientation "safety" must be done before`},
		{"completed", "names the course", curriculum.Reason{Rule: rule.Course, Field: curriculum.FieldCompleted, Have: "weld-1"},
			`R2: the cohort has completed course "weld-1" before`},
		{"unknown course", "an id cannot steer a terminal", curriculum.Reason{Rule: rule.Course, Field: curriculum.FieldCourse, Have: "a\x1b"},
			`R2: the catalog has no course "a\x1b"`},
		{"made by hand", "a reason without a field still says what it has", curriculum.Reason{Rule: rule.Course, Want: "x"},
			"R2: want x, have nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.is.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

func anyCohort() *rapid.Generator[curriculum.Cohort] {
	return rapid.Custom(func(t *rapid.T) curriculum.Cohort {
		c := curriculum.Cohort{
			ID: "c", School: "s",
			Grade:     curriculum.Grade(rapid.IntRange(0, 16).Draw(t, "grade")),
			Size:      rapid.SampledFrom([]int{0, 1, 9, 10, 25, 40, 41}).Draw(t, "size"),
			Completed: rapid.SliceOfDistinct(rapid.SampledFrom([]curriculum.CourseID{"weld-1", "weld-2", "weld-3", "bake"}), rapid.ID).Draw(t, "completed"),
			Oriented:  rapid.SliceOfDistinct(rapid.SampledFrom([]curriculum.OrientationID{"safety", "tools"}), rapid.ID).Draw(t, "oriented"),
		}
		for _, kind := range rapid.SliceOfN(rapid.IntRange(1, 2), 0, 2).Draw(t, "intents") {
			c.Intents = append(c.Intents, curriculum.Intent{Kind: curriculum.IntentKind(kind)})
		}
		return c
	})
}

// anyCase draws a catalog of the sample's courses under one of three
// frameworks, a cohort and a course.
func anyCase(t *rapid.T) (*curriculum.Catalog, curriculum.Cohort, curriculum.Course) {
	spec := sampleSpec()
	spec.Framework = rapid.SampledFrom([]curriculum.Framework{{}, {UpperPrimary: 4}, {Tiers: threeTiers()}}).Draw(t, "framework")
	catalog, err := curriculum.NewCatalog(spec)
	if err != nil {
		t.Fatal(err)
	}
	return catalog, anyCohort().Draw(t, "cohort"), rapid.SampledFrom(slices.Collect(catalog.Courses())).Draw(t, "course")
}

// TestEligibleAgainstDefinition compares with R1 and R2 written out.
func TestEligibleAgainstDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		catalog, cohort, course := anyCase(t)
		tier, _ := catalog.Framework().Rule(course.Tier)
		declared := slices.ContainsFunc(cohort.Intents, func(i curriculum.Intent) bool { return tier.Intent.Has(i.Kind) })
		most := course.MaxGroup
		if most == 0 {
			most = cohort.Size
		}
		missing := func(id curriculum.CourseID) bool { return !slices.Contains(cohort.Completed, id) }
		undone := func(id curriculum.OrientationID) bool { return !slices.Contains(cohort.Oriented, id) }
		want := tier.Grades.Has(cohort.Grade) && (tier.Intent == 0 || declared) &&
			(course.Grades == 0 || course.Grades.Has(cohort.Grade)) &&
			cohort.Size >= 1 && course.MinGroup <= cohort.Size && cohort.Size <= most &&
			!slices.ContainsFunc(course.Prerequisites, missing) && !slices.ContainsFunc(course.Orientation, undone) && missing(course.ID)
		if v := catalog.Eligible(cohort, course.ID); v.Eligible() != want {
			t.Fatalf("eligible: %v, want %v; reasons %v", v.Eligible(), want, v.Reasons)
		}
	})
}

// TestRemovingACauseRemovesItsReason changes the cohort so that one reason no
// longer holds, and expects exactly the others to remain.
func TestRemovingACauseRemovesItsReason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		catalog, cohort, course := anyCase(t)
		reasons := catalog.Eligible(cohort, course.ID).Reasons
		if len(reasons) == 0 {
			return
		}
		gone := rapid.SampledFrom(reasons).Draw(t, "reason")
		same := func(r curriculum.Reason) bool { return r == gone }
		better := cohort.Clone()
		switch gone.Field {
		case curriculum.FieldGrades:
			tier, _ := catalog.Framework().Rule(course.Tier)
			both := tier.Grades
			if course.Grades != 0 {
				both &= course.Grades
			}
			better.Grade = rapid.SampledFrom(slices.Collect(both.All())).Draw(t, "better grade")
			same = func(r curriculum.Reason) bool { return r.Field == curriculum.FieldGrades }
		case curriculum.FieldIntent:
			better.Intents = append(better.Intents, curriculum.Intent{Kind: curriculum.EnterCompetition})
		case curriculum.FieldSize:
			better.Size, _ = strconv.Atoi(gone.Want[strings.LastIndex(gone.Want, " ")+1:])
		case curriculum.FieldPrerequisite:
			better.Completed = append(better.Completed, curriculum.CourseID(gone.Want))
		case curriculum.FieldOrientation:
			better.Oriented = append(better.Oriented, curriculum.OrientationID(gone.Want))
		case curriculum.FieldCompleted:
			better.Completed = slices.DeleteFunc(better.Completed, func(id curriculum.CourseID) bool { return id == course.ID })
		}
		want := slices.DeleteFunc(slices.Clone(reasons), same)
		if diff := cmp.Diff(append([]curriculum.Reason{}, want...), append([]curriculum.Reason{}, catalog.Eligible(better, course.ID).Reasons...)); diff != "" {
			t.Fatalf("without %q (-want +got):\n%s", gone, diff)
		}
	})
}

// TestReasonsHaveAStableOrder permutes what has no order of its own.
func TestReasonsHaveAStableOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		catalog, cohort, course := anyCase(t)
		reasons := catalog.Eligible(cohort, course.ID).Reasons
		if !slices.IsSortedFunc(reasons, func(a, b curriculum.Reason) int {
			return int(a.Rule)*100 + int(a.Field) - int(b.Rule)*100 - int(b.Field)
		}) {
			t.Fatalf("reasons out of order: %v", reasons)
		}
		spec := catalog.Spec()
		spec.Courses = rapid.Permutation(spec.Courses).Draw(t, "courses")
		other, err := curriculum.NewCatalog(spec)
		if err != nil {
			t.Fatal(err)
		}
		cohort.Intents = rapid.Permutation(cohort.Intents).Draw(t, "intents")
		cohort.Completed = rapid.Permutation(cohort.Completed).Draw(t, "completed")
		cohort.Oriented = rapid.Permutation(cohort.Oriented).Draw(t, "oriented")
		if diff := cmp.Diff(reasons, other.Eligible(cohort, course.ID).Reasons); diff != "" {
			t.Fatalf("reasons (-before +after):\n%s", diff)
		}
	})
}
