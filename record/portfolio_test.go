package record_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// TestPortfolio: all by hand. In grade 11 p1 has 801 and 900 for 合作, whose mean
// is 850.5; over both years 700, 801 and 900, whose mean is 800.33.
func TestPortfolio(t *testing.T) {
	b := seniorBook(t, threeTerms()...)
	c := certified(t)
	early, err := b.Certify(record.Draft{Serial: "0", Learner: "p1", Issuer: "c", Issued: civil(2026, 7, 1), Entries: []record.EntryID{"e1"}})
	if err != nil {
		t.Fatal(err)
	}
	others, err := b.Certify(record.Draft{Serial: "2", Learner: "p2", Issuer: "c", Issued: settled, Entries: []record.EntryID{"e1"}})
	if err != nil {
		t.Fatal(err)
	}
	got, ok := b.Portfolio("p1", c, others, c, early)
	if !ok {
		t.Fatal("p1 has no portfolio")
	}
	first, second := record.Tally{Visits: 3, Hours: 10, Virtual: 2}, record.Tally{Visits: 2, Hours: 10}
	want := record.Portfolio{
		Learner: "p1", School: "s", Tally: record.Tally{Visits: 5, Hours: 20, Virtual: 2},
		Met: record.Met{Themes: []string{"flight", "making"}, Occupations: []curriculum.OccupationID{"baker", "machinist", "pilot"}, Majors: []curriculum.MajorID{"auto", "food"}},
		Years: []record.PortfolioYear{{
			YearTally: record.YearTally{Grade: 10, From: civil(2025, 9, 1), To: civil(2026, 8, 31), Tally: first},
			Tiers: []record.Sum[curriculum.Tier]{
				{Of: curriculum.Experience, Tally: record.Tally{Visits: 2, Hours: 6, Virtual: 2}},
				{Of: curriculum.Practice, Tally: record.Tally{Visits: 1, Hours: 4}},
			},
			Met:   record.Met{Themes: []string{"flight", "making"}, Occupations: []curriculum.OccupationID{"machinist", "pilot"}, Majors: []curriculum.MajorID{"auto"}},
			Marks: []record.MarksMean{{Dimension: "合作", Marks: 1, Mean: 700}},
		}, {
			YearTally: record.YearTally{Grade: 11, From: civil(2026, 9, 1), To: civil(2027, 8, 31), Tally: second},
			Tiers:     []record.Sum[curriculum.Tier]{{Of: curriculum.Practice, Tally: second}},
			Met:       record.Met{Themes: []string{"making"}, Occupations: []curriculum.OccupationID{"baker", "machinist"}, Majors: []curriculum.MajorID{"auto", "food"}},
			Products:  2,
			Marks:     []record.MarksMean{{Dimension: "创新", Marks: 1, Mean: 600}, {Dimension: "合作", Marks: 2, Mean: 851}},
		}},
		Products: []record.Product{
			{Entry: "e4", Date: civil(2026, 10, 9), Course: "cnc", Name: "螺栓"},
			{Entry: "e5", Date: civil(2026, 11, 20), Course: "bake", Name: "面包"},
		},
		Dimensions: []record.Dimension{
			{MarksMean: record.MarksMean{Dimension: "创新", Marks: 1, Mean: 600}, Years: []record.YearMean{{Grade: 11, From: civil(2026, 9, 1), Mean: 600}}},
			{MarksMean: record.MarksMean{Dimension: "合作", Marks: 3, Mean: 800}, Change: 151,
				Years: []record.YearMean{{Grade: 10, From: civil(2025, 9, 1), Mean: 700}, {Grade: 11, From: civil(2026, 9, 1), Mean: 851}}},
		},
		Certificates: []record.Held{
			{Serial: "0", Issuer: "c", Issued: civil(2026, 7, 1), Digest: early.Digest()},
			{Serial: "2026-0001", Issuer: `职业体验中心 "三阶" \ 1`, Issued: settled, Digest: c.Digest()},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("portfolio (-want +got)\n%s", diff)
	}
	if got, ok := b.Portfolio("nobody"); ok {
		t.Errorf("nobody has the portfolio %+v", got)
	}
	if got, ok := b.Portfolio("p3"); !ok || len(got.Years) != 2 || got.Visits != 0 || got.Dimensions != nil {
		t.Errorf("p3, who did nothing, has the portfolio %+v", got)
	}
}
