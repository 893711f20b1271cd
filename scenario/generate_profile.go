package scenario

import (
	"fmt"
	"iter"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/internal/district"
)

// figures are the totals of a size over all its districts.
type figures struct {
	districts, schools, classes, providers, areas, radius, majors int
}

var figuresOf = [...]figures{
	S:   {1, 22, 188, 1, 4, 8_000, 5},
	M:   {1, 195, 5_500, 8, 16, 15_000, 19},
	L:   {1, 1_537, 41_000, 95, 11, 45_000, 26},
	XL:  {122, 14_600, 400_000, 625, 12, 25_000, 14},
	XXL: {2_800, 211_000, 4_700_000, 8_600, 12, 30_000, 12},
}

// Guangzhou's first batch of centers, and its bases.
const firstBatch, bases = 15, 63

// profiles yields the profile of each district of a size. Districts get
// different shares of the size's totals, which add up exactly.
func profiles(size Size, regime Regime, seed uint64) iter.Seq[district.Profile] {
	return func(yield func(district.Profile) bool) {
		f := figuresOf[size]
		seeds := district.Seeds(seed, f.districts)
		weights := make([]int, f.districts)
		for i, s := range seeds {
			weights[i] = 60 + int(s%81) // 60 to 140
		}
		schools := district.Share(f.schools, weights)
		classes := district.Share(f.classes, weights)
		providers := district.Share(f.providers, weights)
		for i := range seeds {
			one := f
			one.schools, one.classes, one.providers = schools[i], classes[i], max(1, providers[i])
			p := profile(size, regime, one, seeds[i])
			p.Notes = []string{fmt.Sprintf("生成的数据：规模 %s，情形 %s，种子 %d；申请编号按到达先后排列", size, regime, seed)}
			if f.districts > 1 {
				p.Name = fmt.Sprintf("第%d区", i+1)
			}
			if !yield(p) {
				return
			}
		}
	}
}

// profile sets the knobs of one district.
func profile(size Size, regime Regime, f figures, seed uint64) district.Profile {
	p := district.Profile{
		Name: fmt.Sprintf("示例区（%s）", size), Seed: seed, Root: "示例区", Radius: f.radius,
		Areas: district.Areas(seed, f.areas, f.areas/3), Schools: f.schools, Classes: f.classes,
		Majors: district.Majors(f.majors), Weeks: 16,
	}
	if size >= XL {
		p.Weeks = 14 + int(seed>>8%4)
	}
	rooms, people := max(8, f.classes*120/5_500), max(10, f.classes*220/5_500)
	switch regime {
	case Staff:
		p.Free, p.Lessons, p.PerWeek, p.Expected = 6, 6, []int{1, 1, 1, 1, 1, 1, 1, 2}, 60
	case Supply:
		p.Free, p.Lessons, p.PerWeek = 5, 2, []int{3, 4}
		p.Seats, p.Expected, p.Flexible = 230, 25, true
		if size >= L { // 2.4 % of the pupils a year
			p.Seats, p.Expected = 14, 2
			rooms = f.providers * 2
		}
	case Ample:
		p.Free, p.Lessons, p.PerWeek, p.Expected, p.Flexible = 8, 3, []int{5, 6}, 160, true
	}
	p.Sites = sites(size, regime, f, p.Majors, rooms, people)
	return p
}

// sites lays out the providers of a district: the main center, other centers
// at schools, then bases and firms in turn, and an online site where there are
// five or more.
func sites(size Size, regime Regime, f figures, majors []string, rooms, people int) []district.Site {
	n, centers, online := f.providers, max(1, f.providers*2/5), 0
	if n >= 5 {
		n, online = n-1, 1
	}
	if size == L {
		centers = 31
		if regime == Supply {
			centers = firstBatch
		}
		n = centers + bases
	}
	weights := make([]int, n)
	for i := range weights {
		weights[i] = siteWeight(size, i, centers)
	}
	rooms = max(rooms, 2*n)
	roomsOf, peopleOf := district.Share(rooms-n, weights), district.Share(max(0, people-2*n), weights)
	all := make([]district.Site, 0, n+online)
	next := 0 // major dealt last
	for i := range n {
		s := district.Site{Area: i % f.areas, Rooms: 1 + roomsOf[i], Instructors: 2 + peopleOf[i], Batch: 1 + i/firstBatch}
		count := min(len(majors), s.Rooms, max(1, s.Instructors/2), 8)
		switch {
		case i == 0:
			count = min(len(majors), s.Rooms, max(1, s.Instructors/2))
			s.Name, s.Host, s.Seat, s.Rotation = "区职业体验中心", "区职业技术学校", true, count >= 5
		case i < centers:
			s.Name, s.Host = fmt.Sprintf("第%d职业体验中心", i+1), fmt.Sprintf("第%d职业技术学校", i+1)
		default:
			count = min(count, 2)
			s.Kind = capacity.Base + capacity.CenterKind(i%2)
			s.Name = fmt.Sprintf("第%d校外实践%s", i-centers+1, []string{"基地", "企业"}[i%2])
			s.Batch = 0
		}
		for range count {
			s.Majors = append(s.Majors, majors[next%len(majors)])
			next++
		}
		all = append(all, s)
	}
	if online > 0 {
		all = append(all, district.Site{Name: "线上职业体验平台", Kind: capacity.OnlineSite})
	}
	return all
}

// siteWeight says how large a site is among those of its district.
func siteWeight(size Size, i, centers int) int {
	switch {
	case i == 0 && size != L:
		return 30
	case i < centers:
		return 6
	}
	return 1
}

// careerDay sets the knobs of the smallest size: 750 visits are asked for.
func careerDay(regime Regime, seed uint64) district.CareerDay {
	c := district.CareerDay{
		Name: "职业体验日", Seed: seed, Seats: 18, Open: 5, PerDay: 5,
		Notes: []string{fmt.Sprintf("生成的数据：规模 %s，情形 %s，种子 %d；申请编号按到达先后排列", XS, regime, seed)},
	}
	switch regime {
	case Staff:
		c.PerDay = 1
	case Supply:
		c.Seats, c.Open = 8, 2
	}
	return c
}
