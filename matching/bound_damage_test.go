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
		if seed%2 > 0 {
			c = &matching.Certificate{Cases: drawTree(src, p, factsOf(p), nil, nil)}
		}
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

// TestCasesDamaged damages trees of cases as values: facts, prices and cases are
// changed, exchanged and lost. What is not refused proves no bound that is too low.
func TestCasesDamaged(t *testing.T) {
	type sound struct {
		p      *matching.Problem
		most   matching.Bound
		facts  []matching.Fact
		limits []matching.Price
	}
	var all []sound
	for seed := uint64(0); len(all) < 20; seed++ {
		p := smallgen.Problem(smallgen.Seeded(seed))
		if most, ok := mostOf(p); ok && len(factsOf(p)) > 0 {
			all = append(all, sound{p, most, factsOf(p), limitsOf(p)})
		}
	}
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SampledFrom(all).Draw(t, "problem")
		c := drawTree(smallgen.FromRapid(t), x.p, x.facts, nil, nil)
		for range rapid.IntRange(1, 4).Draw(t, "damages") {
			damageCase(t, c, x.facts, x.limits)
		}
		certificate := &matching.Certificate{Cases: c}
		mustHold(t, x.p, certificate, matching.Bound{Points: x.most.Points})
		if _, err := matching.CheckBound(x.p, certificate); err == nil {
			taken++
		}
	})
	if taken == 0 {
		t.Error("all damaged trees are refused: this tests nothing")
	}
}

// damageCase damages one of the cases of a tree.
func damageCase(t *rapid.T, c *matching.Case, facts []matching.Fact, limits []matching.Price) {
	for c.Fact != nil && rapid.IntRange(0, 3).Draw(t, "down") > 0 {
		next := c.Holds
		if rapid.Bool().Draw(t, "fails") {
			next = c.Fails
		}
		if next == nil {
			break
		}
		c = next
	}
	switch rapid.IntRange(0, 7).Draw(t, "damage") {
	case 0:
		c.Holds, c.Fails = c.Fails, c.Holds
	case 1:
		c.Holds = c.Fails
	case 2:
		c.Fails = nil
	case 3:
		c.Fact = nil
	case 4:
		f := rapid.SampledFrom(facts).Draw(t, "fact")
		c.Fact = &f
	case 5:
		f := rapid.SampledFrom(facts).Draw(t, "fact")
		g := rapid.SampledFrom(facts).Draw(t, "mixed with")
		f.Request, f.Date = g.Request, g.Date
		c.Fact = &f
	case 6:
		c.Points = matching.Prices{Scale: rapid.Int64Range(0, 1<<20).Draw(t, "scale"), List: slices.Clone(c.Points.List)}
		for i := range c.Points.List {
			if rapid.IntRange(0, 9).Draw(t, "negate") == 0 {
				c.Points.List[i].Price *= -1
			}
		}
	case 7:
		x := rapid.SampledFrom(limits).Draw(t, "limit")
		x.Price = rapid.OneOf(rapid.Int64Range(-1<<20, 1<<20), rapid.Int64()).Draw(t, "price")
		c.Points.List = append(slices.Clip(c.Points.List), x)
	}
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
	f.Add(uint64(3), `{"format": "sanjie.certificate/v1", "cases": {"fact": {"offering": "o1", "slot": "2026-09-11.am"},
		"holds": {"points": {"scale": 1, "prices": [{"rule": "R5", "room": "r11", "slot": "2026-09-11.am", "price": -9000}]}}, "fails": {}}}`)
	f.Add(uint64(5), `{"format": "sanjie.certificate/v1", "cases": {"fact": {"request": "q1"}, "holds": {"points": {"scale": 1, "prices": [{"rule": "R3", "request": "q1", "price": -900}]}},
		"fails": {"fact": {"request": "q2", "date": "2026-09-11"}, "holds": {"fact": {"request": "q2", "offering": "o1"}, "holds": {}, "fails": {}}, "fails": {}}}}`)
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
