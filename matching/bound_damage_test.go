package matching_test

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
	"github.com/sanjie-edu/sanjie/scenario"
)

// mustHold fails when a certificate is neither refused with findings nor proves
// bounds that hold.
func mustHold(t interface{ Fatalf(string, ...any) }, p *matching.Problem, c *matching.Certificate, most matching.Bound) {
	b, err := matching.CheckBound(p, c)
	var refused *finding.Error
	switch {
	case err == nil && (b.Points < most.Points || b.Pupils < most.Pupils):
		t.Fatalf("%+v, but plans have %+v; certificate:\n%+v", b, most, c)
	case err != nil && !errors.As(err, &refused):
		t.Fatalf("refused without findings: %v", err)
	}
}

// TestCheckBoundDamaged damages certificates as files: bits flipped, bytes lost
// and doubled. What can still be read proves no bound that is too low.
func TestCheckBoundDamaged(t *testing.T) {
	problems, damages := uint64(80), 60
	if *full {
		problems, damages = 1000, 500
	}
	read := 0
	for seed := range problems {
		p := smallgen.Problem(smallgen.Seeded(seed))
		most, ok := mostOf(p)
		if !ok {
			continue
		}
		src := smallgen.Seeded(seed)
		var b bytes.Buffer
		c := &matching.Certificate{Points: drawPrices(src, p, 3000), Pupils: drawPrices(src, p, 2)}
		if err := scenario.WriteCertificate(&b, c); err != nil {
			t.Fatal(err)
		}
		for range damages {
			text := slices.Clone(b.Bytes())
			for range 1 + src.IntN(3) {
				i := src.IntN(len(text))
				switch src.IntN(3) {
				case 0:
					text[i] ^= 1 << src.IntN(8)
				case 1:
					text = slices.Delete(text, i, i+1)
				case 2:
					text = slices.Insert(text, i, text[i])
				}
			}
			if c, err := scenario.ReadCertificate(bytes.NewReader(text)); err == nil {
				read++
				mustHold(t, p, c, most)
			}
		}
	}
	if read == 0 {
		t.Error("no damaged certificate could be read: this tests nothing")
	}
}

// TestCheckBoundShuffled drops, doubles and changes whole prices, and puts them
// into any order.
func TestCheckBoundShuffled(t *testing.T) {
	p := smallgen.Problem(smallgen.Seeded(7))
	most, ok := mostOf(p)
	if !ok {
		t.Fatal("the oracle gives up")
	}
	all := limitsOf(p)
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.Custom(func(t *rapid.T) matching.Price {
			x := rapid.SampledFrom(all).Draw(t, "limit")
			x.Price = rapid.OneOf(rapid.Int64Range(0, 1<<20), rapid.Int64Range(0, math.MaxInt64), rapid.Int64()).Draw(t, "price")
			if rapid.IntRange(0, 19).Draw(t, "spoil") == 19 {
				spoil(t, &x)
			}
			return x
		})
		limit := func(x matching.Price) matching.Price {
			x.Price = 0
			return x
		}
		list := rapid.SliceOfNDistinct(draw, 0, 20, limit).Draw(t, "prices")
		if len(list) > 0 && rapid.IntRange(0, 9).Draw(t, "double") == 9 {
			list = append(list, list[0])
		}
		before := slices.Clone(list)
		mustHold(t, p, &matching.Certificate{
			Points: matching.Prices{Scale: rapid.Int64Range(0, 1<<20).Draw(t, "scale"), List: list},
			Pupils: matching.Prices{Scale: 1, List: list},
		}, most)
		if diff := cmp.Diff(before, list); diff != "" {
			t.Fatalf("the certificate changed (-before +after):\n%s", diff)
		}
	})
}

// spoil changes a part of a price to something else, known or not.
func spoil(t *rapid.T, x *matching.Price) {
	id := rapid.SampledFrom([]string{"", "z1", "t1", "g1", "q1", "p1", "r11", "2026-09-11.am", strings.Repeat("x", 200), "\xff"}).Draw(t, "id")
	date := capacity.Date(rapid.Int32().Draw(t, "date"))
	switch rapid.IntRange(0, 18).Draw(t, "part") {
	case 0:
		x.Rule = rule.Rule(rapid.Byte().Draw(t, "rule"))
	case 1:
		x.Cohort = curriculum.CohortID(id)
	case 2:
		x.Course = curriculum.CourseID(id)
	case 3:
		x.Request = matching.RequestID(id)
	case 4:
		x.Component = rapid.Int().Draw(t, "component")
	case 5:
		x.Instructor = capacity.InstructorID(id)
	case 6:
		x.Center = capacity.CenterID(id)
	case 7:
		x.Room = capacity.RoomID(id)
	case 8:
		x.Item = curriculum.ItemID(id)
	case 9:
		x.Budget = capacity.BudgetID(id)
	case 10:
		x.Fleet = capacity.FleetID(id)
	case 11:
		x.Quota = capacity.QuotaID(id)
	case 12:
		x.School = curriculum.SchoolID(id)
	case 13:
		x.Team = capacity.TeamID(id)
	case 14:
		x.Calendar = capacity.CalendarID(id)
	case 15:
		x.Date = date
	case 16:
		x.Week = date
	case 17:
		x.Slot = capacity.SlotID(id)
	case 18:
		x.Offering = capacity.OfferingID(id)
	}
}

// FuzzCheckBound reads any text as a certificate of some small problem.
func FuzzCheckBound(f *testing.F) {
	f.Add(uint64(1), `{"format": "sanjie.certificate/v1", "points": {"scale": 10, "prices": [{"rule": "R3", "request": "q1", "price": 9000}]}}`)
	f.Add(uint64(2), `{"format": "sanjie.certificate/v1", "pupils": {"scale": 1, "prices": [{"rule": "R9", "instructor": "t1", "price": 9}, {"rule": "books", "cohort": "p1", "price": 1}]}}`)
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		c, err := scenario.ReadCertificate(strings.NewReader(text))
		if err != nil {
			return
		}
		p := smallgen.Problem(smallgen.Seeded(seed % 1000))
		most, ok := mostOf(p)
		if !ok {
			return
		}
		mustHold(t, p, c, most)
	})
}
