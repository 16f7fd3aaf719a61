package main

import (
	"database/sql"
	"time"
)

// Flight is the record of the Go service, as conf/migrations/flights-demo.yaml describes it. The types are those that
// such services grow over time, with what encoding/json makes of them.
type Flight struct {
	ID       int64   `json:"flight_id"`
	Date     string  `json:"flight_date"`
	Carrier  Carrier `json:"carrier"`
	Number   uint16  `json:"flight_number"`
	Title    string  `json:"title"`
	Status   Status  `json:"status"`
	Origin   string  `json:"origin"`
	Dest     string  `json:"dest"`
	Distance int32   `json:"distance_mi"`
	City     City    `json:"dest_city"`
	Registration
	Aircraft *Aircraft `json:"aircraft"`
	Schedule
	DepAt      time.Time        `json:"dep_at"` // no pointer: a flight that never left has the zero time
	ArrAt      *time.Time       `json:"arr_at"`
	DepDelay   *int32           `json:"dep_delay_min"`
	ArrDelay   sql.NullInt32    `json:"arr_delay_min"`
	AirTime    *time.Duration   `json:"air_time"`
	Overnight  bool             `json:"overnight"`
	OnTime     *bool            `json:"on_time,omitempty"`
	Minutes    map[string]int32 `json:"minutes"`
	Weather    *Weather         `json:"weather"`
	RecordedAt time.Time        `json:"recorded_at"`
	Payload    any              `json:"payload"`
}

type Carrier struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type Status string

const (
	Arrived   Status = "arrived"
	Cancelled Status = "cancelled"
	Diverted  Status = "diverted"
)

type City struct {
	GeonameID     uint32            `json:"geoname_id"`
	Name          string            `json:"name"`
	Region        string            `json:"region"`
	Country       string            `json:"country"`
	Lat           float64           `json:"lat"`
	Lon           float64           `json:"lon"`
	Population    int64             `json:"population"`
	TimeZone      string            `json:"time_zone"`
	LatinNames    []string          `json:"latin_names"`
	NamesByScript map[string]string `json:"names_by_script"`
}

// Registration is embedded: its fields are the flight's.
type Registration struct {
	TailNumber   sql.NullString `json:"tail_number"`
	ModeSAddress []byte         `json:"mode_s_address"`
}

type Schedule struct {
	SchedDepAt time.Time `json:"sched_dep_at"`
	SchedArrAt time.Time `json:"sched_arr_at"`
}

type Aircraft struct {
	Year         *int16  `json:"year"`
	Type         string  `json:"type"`
	Model        string  `json:"model"`
	Engine       string  `json:"engine"`
	Manufacturer *string `json:"manufacturer"`
	Engines      uint8   `json:"engines"`
	Seats        uint16  `json:"seats"`
	Speed        *int32  `json:"speed_mph"`
}

type Weather struct {
	ObservedAt time.Time `json:"observed_at"`
	Temp       float32   `json:"temp_f"`
	DewPoint   float32   `json:"dew_point_f"`
	Humidity   float64   `json:"humidity_pct"`
	WindDir    *int16    `json:"wind_dir_deg"`
	Wind       *float64  `json:"wind_mph"`
	Gust       *float64  `json:"gust_mph"`
	Precip     float64   `json:"precip_in"`
	Pressure   *float64  `json:"pressure_hpa"`
	Visibility float32   `json:"visibility_mi"`
}

// flightV1 is the record of a version of the service that spelled one key otherwise. The nil pointer keeps the key of
// today away.
type flightV1 struct {
	*Flight
	Today        *bool  `json:"mode_s_address,omitempty"`
	ModeSAddress []byte `json:"mode_S_address"`
}

// flightV2 is the record of a version whose weather embedded time.Time: MarshalJSON is promoted, so the weather is
// written as a time and all its other fields vanish.
type flightV2 struct {
	*Flight
	Weather weatherV2 `json:"weather"`
}

type weatherV2 struct {
	time.Time
	Temp float32 `json:"temp_f"`
}
