module github.com/sanjie-edu/sanjie

go 1.26.0
