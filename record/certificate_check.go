package record

import (
	"strconv"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// mostCompleted is far above what a learner can do, and small enough that the
// sum of hours fits.
const mostCompleted = 10_000

func (c *Completion) check(found *finding.List) {
	finding.CheckID(found, "/serial", c.Serial)
	finding.CheckID(found, "/learner", c.Learner)
	checkLabel(c.Issuer, "/issuer", found)
	dated := checkDate(c.Issued, "/issued", found)
	switch n := len(c.Completed); {
	case n == 0:
		found.Add("/completed", nil, "is empty", "state what was completed")
	case n > mostCompleted:
		found.Add("/completed", n, "are too many", "certify at most "+strconv.Itoa(mostCompleted)+" at a time")
		return
	}
	sum := curriculum.ClassHours(0)
	entries := make([]EntryID, len(c.Completed))
	for i, done := range c.Completed {
		path := "/completed/" + strconv.Itoa(i)
		entries[i] = done.Entry
		done.check(path, found)
		if dated && done.Date > c.Issued {
			found.Add(path+"/date", done.Date, "is after the certificate is issued, "+c.Issued.String(), "certify what was done")
		}
		sum += max(0, min(done.Hours, mostHours))
	}
	finding.CheckRepeats(found, "/completed", entries)
	if c.Hours != sum {
		found.Add("/hours", int(c.Hours), "are not those of what was completed", "state their sum, "+strconv.Itoa(int(sum)))
	}
	for i, s := range c.Standards {
		finding.CheckID(found, "/standards/"+strconv.Itoa(i), s)
	}
	finding.CheckRepeats(found, "/standards", c.Standards)
	subjects := make([]string, len(c.Credits))
	for i, credit := range c.Credits {
		path := "/credits/" + strconv.Itoa(i)
		subjects[i] = credit.Subject
		checkLabel(credit.Subject, path+"/subject", found)
		finding.CheckRange(found, path+"/credits", credit.Credits, 1, mostCredits)
	}
	finding.CheckRepeats(found, "/credits", subjects)
}

func (c *Completed) check(path string, found *finding.List) {
	finding.CheckID(found, path+"/entry", c.Entry)
	checkDate(c.Date, path+"/date", found)
	finding.CheckID(found, path+"/course", c.Course)
	finding.CheckText(found, path+"/name", c.Name)
	finding.CheckID(found, path+"/center", c.Center)
	finding.CheckRange(found, path+"/hours", c.Hours, 1, mostHours)
}
