package record_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// TestTranscript: all sums by hand. 4 + 4 + 2 hours in grade 10, of which the 2
// were online, and 6 + 4 in grade 11.
func TestTranscript(t *testing.T) {
	b := seniorBook(t, threeTerms()...)
	got, ok := b.Transcript("p1", capacity.DateSpan{})
	if !ok {
		t.Fatal("p1 has no transcript")
	}
	lines := []record.Line{
		{Entry: "e1", Date: civil(2025, 10, 10), Grade: 10, Course: "drone", Name: "无人机", Tier: curriculum.Experience, Center: "v1", Hours: 4, Marks: []record.Mark{{Dimension: "合作", Score: 700}}},
		{Entry: "e2", Date: civil(2026, 3, 13), Grade: 10, Course: "cnc", Name: "数控加工", Tier: curriculum.Practice, Center: "v2", Hours: 4},
		{Entry: "e3", Date: civil(2026, 5, 15), Grade: 10, Course: "flightsim", Tier: curriculum.Experience, Delivery: curriculum.Online, Center: "w", Hours: 2},
		{Entry: "e4", Date: civil(2026, 10, 9), Grade: 11, Course: "cnc", Name: "数控加工", Tier: curriculum.Practice, Center: "v1", Hours: 6, Product: "螺栓",
			Marks: []record.Mark{{Dimension: "合作", Score: 801}, {Dimension: "创新", Score: 600}}},
		{Entry: "e5", Date: civil(2026, 11, 20), Grade: 11, Course: "bake", Name: "烘焙", Tier: curriculum.Practice, Center: "v1", Hours: 4, Product: "面包", Marks: []record.Mark{{Dimension: "合作", Score: 900}}},
	}
	want := record.Transcript{
		Learner: "p1", School: "s", Lines: lines, Tally: record.Tally{Visits: 5, Hours: 20, Virtual: 2},
		Years: []record.YearTally{
			{Grade: 10, From: civil(2025, 9, 1), To: civil(2026, 8, 31), Tally: record.Tally{Visits: 3, Hours: 10, Virtual: 2}},
			{Grade: 11, From: civil(2026, 9, 1), To: civil(2027, 8, 31), Tally: record.Tally{Visits: 2, Hours: 10}},
		},
		Tiers: []record.Sum[curriculum.Tier]{
			{Of: curriculum.Experience, Tally: record.Tally{Visits: 2, Hours: 6, Virtual: 2}},
			{Of: curriculum.Practice, Tally: record.Tally{Visits: 3, Hours: 14}},
		},
		Stages: []record.Sum[curriculum.Stage]{{Of: curriculum.SeniorHigh, Tally: record.Tally{Visits: 5, Hours: 20, Virtual: 2}}},
		Deliveries: []record.Sum[curriculum.Delivery]{
			{Of: curriculum.OnSite, Tally: record.Tally{Visits: 4, Hours: 18}},
			{Of: curriculum.Online, Tally: record.Tally{Visits: 1, Hours: 2, Virtual: 2}},
		},
		Centers: []record.Sum[capacity.CenterID]{
			{Of: "v1", Tally: record.Tally{Visits: 3, Hours: 14}},
			{Of: "v2", Tally: record.Tally{Visits: 1, Hours: 4}},
			{Of: "w", Tally: record.Tally{Visits: 1, Hours: 2, Virtual: 2}},
		},
		Products: []record.Product{
			{Entry: "e4", Date: civil(2026, 10, 9), Course: "cnc", Name: "螺栓"},
			{Entry: "e5", Date: civil(2026, 11, 20), Course: "bake", Name: "面包"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("transcript (-want +got)\n%s", diff)
	}
}

func TestTranscriptOfSpan(t *testing.T) {
	b := seniorBook(t, append(threeTerms(), void("e6", threeTerms()[4]),
		record.Entry{ID: "e7", Learner: "p3", Date: civil(2027, 5, 1), Course: "vr", Center: "w", Hours: 3})...)
	tests := []struct {
		name    string
		reason  string
		learner curriculum.CohortID
		dates   capacity.DateSpan
		lines   []record.EntryID
		years   int
		hours   curriculum.ClassHours
		virtual curriculum.ClassHours
	}{
		{"both ends", "a span holds its first and last day", "p1", capacity.DateSpan{From: civil(2025, 10, 10), To: civil(2026, 3, 13)}, []record.EntryID{"e1", "e2"}, 1, 8, 0},
		{"open start", "nothing is too early", "p1", capacity.DateSpan{To: civil(2025, 12, 31)}, []record.EntryID{"e1"}, 1, 4, 0},
		{"voided", "e5 was a mistake", "p1", capacity.DateSpan{From: civil(2026, 9, 1)}, []record.EntryID{"e4"}, 1, 6, 0},
		{"absent", "p2 was not there when the class milled", "p2", capacity.DateSpan{}, []record.EntryID{"e1"}, 2, 4, 0},
		{"between", "a year with nothing done is shown", "p3", capacity.DateSpan{To: civil(2027, 4, 30)}, nil, 2, 0, 0},
		{"blended", "counted apart like what is online", "p3", capacity.DateSpan{From: civil(2027, 1, 1)}, []record.EntryID{"e7"}, 1, 3, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := b.Transcript(tt.learner, tt.dates)
			if diff := cmp.Diff(tt.lines, ids(got.Lines, func(l record.Line) record.EntryID { return l.Entry })); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.reason, diff)
			}
			if !ok || len(got.Years) != tt.years || got.Hours != tt.hours || got.Virtual != tt.virtual {
				t.Errorf("%s: %d years and %d hours, %d virtual (%v), want %d, %d and %d", tt.reason, len(got.Years), got.Hours, got.Virtual, ok, tt.years, tt.hours, tt.virtual)
			}
		})
	}
	if got, ok := b.Transcript("nobody", capacity.DateSpan{}); ok {
		t.Errorf("nobody has the transcript %+v", got)
	}
}
