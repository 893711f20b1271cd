package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/examples/internal/story"
	"github.com/sanjie-edu/sanjie/matching"
)

// The files beside those of the terms.
const (
	reportFile = "report.json"
	picture    = "weeks.svg"
)

// keep writes everything into a directory, which it makes.
func (r *annual) keep(dir string) error {
	for _, t := range r.terms {
		s := story.Story{File: t.file, Problem: t.problem, Plan: t.plan}
		if err := s.Keep(filepath.Join(dir, t.name)); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(struct {
		Demand   matching.SupplyDemand `json:"demand"`
		Reach    matching.Reach        `json:"reach"`
		Autumn   *matching.Settlement  `json:"autumn"`
		Spring   *matching.Settlement  `json:"spring"`
		Gained   []capacity.Gained     `json:"gained"`
		Staffing capacity.StaffingGain `json:"staffing"`
	}{r.demand, r.reach, r.terms[0].settled, r.terms[1].settled, r.training.gained, r.training.adds}, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, reportFile), append(text, '\n'), 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, picture), []byte(r.draw()), 0o666)
}

// The picture has a bar for each week, a term a row.
const (
	barWidth  = 26
	barStep   = 32
	rowHeight = 170
	barHeight = 110
	margin    = 60
)

// draw draws the visits by week.
func (r *annual) draw() string {
	var b strings.Builder
	highest, longest := int64(1), 0
	for _, t := range r.terms {
		s := matching.MeasureSpread(t.problem, t.plan).All
		highest, longest = max(highest, most(s)), max(longest, len(s.Weeks))
	}
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">`+"\n",
		margin+longest*barStep+20, len(r.terms)*rowHeight+10)
	for i, t := range r.terms {
		floor := i*rowHeight + 20 + barHeight
		fmt.Fprintf(&b, `<text x="8" y="%d" font-size="13">%s</text>`+"\n", floor-barHeight/2, t.name)
		for k, x := range matching.MeasureSpread(t.problem, t.plan).All.Weeks {
			height, left := int(x.Visits*barHeight/highest), margin+k*barStep
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" fill="#0072b2"/>`+"\n", left, floor-height, barWidth, height)
			fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">%d</text>`+"\n", left+barWidth/2, floor-height-4, x.Visits)
			if k%2 == 0 { // a label is wider than a bar
				fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle" fill="#57606a">%s</text>`+"\n", left+barWidth/2, floor+14, x.Week.String()[5:])
			}
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}
