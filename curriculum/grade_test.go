package curriculum_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
)

func anyGrade() *rapid.Generator[curriculum.Grade] {
	return rapid.Map(rapid.IntRange(1, 15), func(g int) curriculum.Grade { return curriculum.Grade(g) })
}

func anyGradeSet() *rapid.Generator[curriculum.GradeSet] {
	return rapid.Map(rapid.Uint16(), func(s uint16) curriculum.GradeSet { return curriculum.GradeSet(s) & curriculum.AllGrades })
}

func TestGradeText(t *testing.T) {
	want := []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "v1", "v2", "v3"}
	var got []string
	for g := range curriculum.AllGrades.All() {
		text, err := g.MarshalText()
		if err != nil {
			t.Fatalf("grade %d: %v", g, err)
		}
		var back curriculum.Grade
		if err := back.UnmarshalText(text); err != nil || back != g {
			t.Errorf("grade %v came back from %q as %v, error %v", g, text, back, err)
		}
		got = append(got, string(text))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("grades (-want +got):\n%s", diff)
	}
	for _, g := range []curriculum.Grade{0, 16, 255} {
		if text, err := g.MarshalText(); err == nil || g.Valid() || g.Stage() != 0 {
			t.Errorf("grade %d: text %q, valid %v, stage %v; want an error, false, none", uint8(g), text, g.Valid(), g.Stage())
		}
	}
	for _, text := range []string{"", "0", "13", "v0", "v4", "01", "V1", " 1", "1-2"} {
		g := curriculum.Grade(7)
		if err := g.UnmarshalText([]byte(text)); err == nil || g != 7 {
			t.Errorf("UnmarshalText(%q) = %v, error %v; want an error and nothing set", text, g, err)
		}
	}
}

func TestStages(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		grades curriculum.GradeSet
		want   curriculum.Stage
	}{
		{"primary", "小学 has six years", curriculum.Grades(1, 6), curriculum.Primary},
		{"junior", "初中 is grades 7 to 9", curriculum.Grades(7, 9), curriculum.JuniorMiddle},
		{"senior", "高中 is grades 10 to 12", curriculum.Grades(10, 12), curriculum.SeniorHigh},
		{"vocational", "中职 has three years of its own", curriculum.Grades(curriculum.Vocational1, curriculum.Vocational3), curriculum.Vocational},
	}
	total := 0
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for g := range tt.grades.All() {
				if got := g.Stage(); got != tt.want || got.String() != tt.name {
					t.Errorf("grade %v is of stage %v; want %v: %s", g, got, tt.want, tt.reason)
				}
			}
		})
		if got := tt.want.Grades(); got != tt.grades {
			t.Errorf("stage %v has grades %v; want %v", tt.want, got, tt.grades)
		}
		total += tt.grades.Len()
	}
	if total != curriculum.AllGrades.Len() {
		t.Errorf("the stages have %d grades; want all %d", total, curriculum.AllGrades.Len())
	}
}

func TestGradeSetText(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		set    curriculum.GradeSet
		want   string
	}{
		{"empty", "the empty set has the empty text", 0, ""},
		{"range and single", "neighbors join, others do not", curriculum.Grades(1, 6) | curriculum.Grades(9, 9), "1-6,9"},
		{"two kinds of school", "grade 12 and the first vocational year do not touch", curriculum.Grades(11, curriculum.Vocational2), "11-12,v1-v2"},
		{"one of each kind", "a range of one grade is written as the grade", curriculum.Grades(12, curriculum.Vocational1), "12,v1"},
		{"all", "every grade", curriculum.AllGrades, "1-12,v1-v3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.set.String(); got != tt.want {
				t.Errorf("String = %q; want %q: %s", got, tt.want, tt.reason)
			}
		})
	}
}

func TestGradeSetTextReadsWhatItWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		set := anyGradeSet().Draw(t, "set")
		text, err := set.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		back := curriculum.AllGrades
		if err := back.UnmarshalText(text); err != nil || back != set {
			t.Fatalf("%b came back from %q as %b, error %v", set, text, back, err)
		}
	})
}

func TestGradeSetReads(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		text   string
		want   curriculum.GradeSet
		ok     bool
	}{
		{"any order", "ranges may come in any order and overlap", "v1,9,7-9,1-2", curriculum.Grades(1, 2) | curriculum.Grades(7, 9) | curriculum.Grades(13, 13), true},
		{"empty", "no text names no grade", "", 0, true},
		{"descending", "most likely a slip", "6-1", 0, false},
		{"across kinds", "grade 12 is not followed by a vocational year", "10-v3", 0, false},
		{"unknown", "there is no grade 13", "1-13", 0, false},
		{"open range", "both ends are written", "7-", 0, false},
		{"spaces", "one way to write it", "1, 2", 0, false},
		{"trailing comma", "an empty part names no grade", "1,", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := curriculum.Grades(3, 3)
			got := before
			err := got.UnmarshalText([]byte(tt.text))
			if !tt.ok {
				tt.want = before
			}
			if (err == nil) != tt.ok || got != tt.want {
				t.Errorf("UnmarshalText(%q) = %v, error %v; want %v, ok %v: %s", tt.text, got, err, tt.want, tt.ok, tt.reason)
			}
		})
	}
}

func TestGrades(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := curriculum.Grade(rapid.Uint8().Draw(t, "first"))
		last := curriculum.Grade(rapid.Uint8().Draw(t, "last"))
		var want []curriculum.Grade
		for g := curriculum.Grade(1); g <= 15; g++ {
			if first <= g && g <= last {
				want = append(want, g)
			}
		}
		set := curriculum.Grades(first, last)
		if diff := cmp.Diff(want, slices.Collect(set.All())); diff != "" {
			t.Fatalf("Grades(%d, %d) (-want +got):\n%s", first, last, diff)
		}
		if set.Len() != len(want) {
			t.Fatalf("Len = %d; want %d", set.Len(), len(want))
		}
	})
}

func TestGradeSetHasOnlyGrades(t *testing.T) {
	full := ^curriculum.GradeSet(0)
	for _, g := range []curriculum.Grade{0, 16, 200} {
		if full.Has(g) {
			t.Errorf("a set has grade %d, which does not exist", uint8(g))
		}
	}
	if full.Len() != 15 {
		t.Errorf("Len = %d; want 15", full.Len())
	}
}

func TestGradeSetAllStops(t *testing.T) {
	for g := range curriculum.AllGrades.All() {
		if g == 3 {
			return
		}
	}
	t.Error("All did not yield grade 3")
}
