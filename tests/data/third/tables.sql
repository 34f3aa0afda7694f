-- The raw tables of a small harbour: a project that only the tests know. Made from the variable last_day, without random().
create or replace temp macro draw(k, salt) as (hash(k::bigint * 1000 + salt) >> 11) / 9007199254740992.0;
create or replace temp macro pick(list, u) as list[1 + least(floor(u * len(list))::int, len(list)::int - 1)];

create or replace table raw.berths as
select * from (values
    (1, 'Alder', 'North Quay', 9.5), (2, 'Birch', 'North Quay', 9.5), (3, 'Cedar', 'North Quay', 11.0),
    (4, 'Dogwood', 'South Quay', 7.0), (5, 'Elm', 'South Quay', 7.0), (6, 'Fir', 'Fish Pier', 5.5), (7, 'Gorse', 'Fish Pier', 5.5)
) as t(berth_id, name, quay, depth);

create or replace table raw.vessels as
select
    range::int as vessel_id,
    pick(['Morning', 'Silver', 'Northern', 'Quiet', 'Grey', 'Amber', 'Distant', 'Brave'], draw(range, 1)) || ' ' || pick(['Gannet', 'Tern', 'Skua', 'Petrel', 'Heron', 'Plover', 'Osprey', 'Dunlin'], draw(range, 2)) as name,
    pick(['Bulk carrier', 'Container ship', 'Trawler', 'Ferry', 'Tanker'], draw(range, 3)) as kind,
    pick(['Norway', 'Denmark', 'Iceland', 'Scotland', 'Netherlands', 'Malta'], draw(range, 4) ** 1.3) as flag,
    (800 + floor(24000 * draw(range, 5) ** 2))::int as gross_tonnage
from range(1, 61);

create or replace table raw.calls as
select
    range::int as call_id,
    1 + floor(60 * draw(range, 11) ** 1.2)::int as vessel_id,
    1 + floor(7 * draw(range, 12))::int as berth_id,
    getvariable('last_day')::date - floor(730 * (range - 1) / 2400.0)::int + to_minutes(floor(1440 * draw(range, 13))::int) as arrived,
    round(6 + 40 * draw(range, 14) ** 2, 1) as hours_alongside,
    round(8 * draw(range, 15) ** 4, 1) as hours_waiting,
    round(200 + 9000 * draw(range, 16) ** 2, 0)::int as tonnes,
    round(350 + 4200 * draw(range, 16) ** 1.5, 2)::decimal(10, 2) as dues,
    pick(['Loading', 'Unloading', 'Bunkering', 'Shelter'], draw(range, 17) ** 1.4) as purpose,
    draw(range, 18) < 0.41 as had_pilot
from range(1, 2401);

create or replace table raw.inspections as
select
    range::int as inspection_id,
    1 + floor(60 * draw(range, 21))::int as vessel_id,
    getvariable('last_day')::date - floor(720 * (range - 1) / 300.0)::int as inspected_on,
    pick(['Passed', 'Passed with remarks', 'Detained'], draw(range, 22) ** 1.9) as outcome,
    floor(7 * draw(range, 23) ** 2)::int as deficiencies
from range(1, 301);
