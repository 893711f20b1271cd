package curriculum_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// scribble overwrites everything that can be reached from v through slices
// and pointers, so that whatever shares memory with it shows.
func scribble(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		scribble(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			scribble(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			scribble(v.Field(i))
		}
	case reflect.String:
		v.SetString("scribbled")
	case reflect.Int, reflect.Int64:
		v.SetInt(77)
	case reflect.Uint8, reflect.Uint16:
		v.SetUint(7)
	default:
		panic("a kind that scribble does not know: " + v.Kind().String())
	}
}

// sorted is the sample as a catalog keeps it.
func sorted() curriculum.Spec {
	s := sampleSpec()
	slices.Reverse(s.Clusters)
	slices.Reverse(s.Majors)
	slices.Reverse(s.Occupations)
	s.Courses = []curriculum.Course{s.Courses[3], s.Courses[4], s.Courses[1], s.Courses[0], s.Courses[2]}
	return s
}

func TestCatalogSharesNothing(t *testing.T) {
	given := sampleSpec()
	c := mustCatalog(t, given)
	tests := []struct {
		name   string
		reason string
		share  any
	}{
		{"given", "the caller keeps its spec", &given},
		{"Spec", "a copy is handed out", new(c.Spec())},
		{"Framework", "its rules are copied", new(c.Framework())},
		{"Courses", "each course is a copy", new(slices.Collect(c.Courses()))},
		{"Majors", "majors are values", new(slices.Collect(c.Majors()))},
		{"Course", "a course is a copy", courseCopy(t, c, "weld-2")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			scribble(reflect.ValueOf(tt.share))
			if diff := cmp.Diff(sorted(), c.Spec()); diff != "" {
				t.Errorf("the catalog changed: %s (-want +got):\n%s", tt.reason, diff)
			}
			if v := c.Eligible(sampleCohort(), "weld-2"); !v.Eligible() {
				t.Errorf("the verdict changed: %v", v.Reasons)
			}
		})
	}
}

func courseCopy(t *testing.T, c *curriculum.Catalog, id curriculum.CourseID) *curriculum.Course {
	course, ok := c.Course(id)
	if !ok {
		t.Fatalf("no course %s", id)
	}
	return &course
}

func TestNothingGivenIsChanged(t *testing.T) {
	spec, cohort := sampleSpec(), sampleCohort()
	c := mustCatalog(t, spec)
	c.Eligible(cohort, "weld-2")
	if diff := cmp.Diff(sampleSpec(), spec); diff != "" {
		t.Errorf("NewCatalog changed its spec (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(sampleCohort(), cohort); diff != "" {
		t.Errorf("Eligible changed its cohort (-before +after):\n%s", diff)
	}
}

func TestCohortCloneSharesNothing(t *testing.T) {
	cohort := sampleCohort()
	scribble(reflect.ValueOf(new(cohort.Clone())))
	if diff := cmp.Diff(sampleCohort(), cohort); diff != "" {
		t.Errorf("changing a clone changed its original (-before +after):\n%s", diff)
	}
}

// TestSpecComesBack permutes the lists: the catalog is the same, and a catalog
// made of its spec too.
func TestSpecComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		spec := sampleSpec()
		spec.Courses = rapid.Permutation(spec.Courses).Draw(t, "courses")
		spec.Majors = rapid.Permutation(spec.Majors).Draw(t, "majors")
		spec.Items = rapid.Permutation(spec.Items).Draw(t, "items")
		c, err := curriculum.NewCatalog(spec)
		if err != nil {
			t.Fatal(err)
		}
		again, err := curriculum.NewCatalog(c.Spec())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(sorted(), again.Spec()); diff != "" {
			t.Fatalf("spec (-want +got):\n%s", diff)
		}
	})
}

func TestUnknownCourse(t *testing.T) {
	c := mustCatalog(t, sampleSpec())
	if course, ok := c.Course("weld-9"); ok {
		t.Errorf("found %v; want none", course)
	}
}
