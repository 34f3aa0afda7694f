-- The raw tables of the demo shop, made from nothing but the variable last_day (the last day that has data).
-- The same day gives the same rows: every draw is a hash of a row's number and a salt of its own, never random().
-- Runs on a database that has an empty database attached as raw; the dbt project in dbt/ reads it.

-- A number in [0, 1) for a row and a salt below 1000.
create or replace temp macro draw(k, salt) as (hash(k::bigint * 1000 + salt) >> 11) / 9007199254740992.0;
-- One of a list, chosen by a number in [0, 1).
create or replace temp macro pick(list, u) as list[1 + least(floor(u * len(list))::int, len(list)::int - 1)];
-- Places of the story, counted back from the last day, so that they are always in sight.
create or replace temp macro days_ago(n) as getvariable('last_day')::date - n::int;
create or replace temp macro first_day() as date_trunc('month', getvariable('last_day')::date - interval 26 month)::date;
-- 1 on Black Friday (the day after the fourth Thursday of November), -3 three days before it, and so on.
create or replace temp macro black_friday(y) as (make_date(y, 11, 1) + ((11 - isodow(make_date(y, 11, 1))) % 7)::int + 22);
create or replace temp macro from_black_friday(d) as date_diff('day', black_friday(year(d)::int), d);

-- The year as a curve through the middle of each month.
create or replace temp macro season(d) as (
    with months as (select [0.86, 0.88, 0.95, 1.00, 1.08, 1.02, 0.92, 0.93, 0.99, 1.05, 1.22, 1.42] as level)
    select level[month(d)] + (level[case when day(d) >= 15 then month(d) % 12 else (month(d) + 10) % 12 end + 1] - level[month(d)]) * abs(day(d) - 15) / 30.0 from months);

create or replace table raw.stores as
select * from (values
    (1, 'Web shop', 'Web', 'Portland', date '2016-03-01'),
    (2, 'Mobile app', 'App', 'Portland', date '2019-09-10'),
    (3, 'Marketplace', 'Marketplace', 'Portland', date '2020-05-04'),
    (4, 'Boston Showroom', 'Showroom', 'Boston', date '2017-04-22'),
    (5, 'Hudson Valley Showroom', 'Showroom', 'Hudson', date '2021-06-12'),
    (6, 'Chicago Showroom', 'Showroom', 'Chicago', date '2018-09-15'),
    (7, 'Minneapolis Showroom', 'Showroom', 'Minneapolis', date '2020-10-03'),
    (8, 'Austin Showroom', 'Showroom', 'Austin', date '2019-03-30'),
    (9, 'Savannah Showroom', 'Showroom', 'Savannah', date '2022-05-07'),
    (10, 'Seattle Showroom', 'Showroom', 'Seattle', date '2016-11-19'),
    (11, 'Oakland Showroom', 'Showroom', 'Oakland', date '2018-02-24'),
    (12, 'Toronto Showroom', 'Showroom', 'Toronto', date '2022-09-17')
) as t(store_id, name, channel, city, opened_on);

-- Twenty products in each of six categories: ten things, each in two finishes.
create or replace table raw.products as
with things(category, position, thing, price, cost_share) as (values
    ('Kitchen', 1, 'Cast Iron Skillet', 64, 0.48), ('Kitchen', 2, 'Stoneware Dinner Set', 148, 0.51), ('Kitchen', 3, 'Chef Knife', 89, 0.42),
    ('Kitchen', 4, 'Pour-Over Kettle', 72, 0.46), ('Kitchen', 5, 'Linen Apron', 38, 0.40), ('Kitchen', 6, 'Oak Cutting Board', 45, 0.44),
    ('Kitchen', 7, 'Enamel Dutch Oven', 179, 0.53), ('Kitchen', 8, 'Glass Storage Jars', 34, 0.45), ('Kitchen', 9, 'Salad Bowl', 52, 0.47), ('Kitchen', 10, 'Espresso Cups', 29, 0.39),
    ('Bed & Bath', 1, 'Linen Duvet Cover', 168, 0.47), ('Bed & Bath', 2, 'Waffle Towel Set', 58, 0.43), ('Bed & Bath', 3, 'Wool Throw', 96, 0.49),
    ('Bed & Bath', 4, 'Cotton Sheet Set', 124, 0.46), ('Bed & Bath', 5, 'Down Pillow', 79, 0.52), ('Bed & Bath', 6, 'Bath Mat', 32, 0.41),
    ('Bed & Bath', 7, 'Robe', 85, 0.44), ('Bed & Bath', 8, 'Quilt', 189, 0.54), ('Bed & Bath', 9, 'Laundry Basket', 48, 0.45), ('Bed & Bath', 10, 'Soap Dish', 18, 0.36),
    ('Lighting', 1, 'Lumen Desk Lamp', 94, 0.50), ('Lighting', 2, 'Paper Pendant', 76, 0.44), ('Lighting', 3, 'Brass Floor Lamp', 229, 0.56),
    ('Lighting', 4, 'Candle Lantern', 36, 0.40), ('Lighting', 5, 'String Lights', 28, 0.42), ('Lighting', 6, 'Bedside Lamp', 82, 0.48),
    ('Lighting', 7, 'Wall Sconce', 118, 0.51), ('Lighting', 8, 'Night Light', 24, 0.38), ('Lighting', 9, 'Reading Lamp', 69, 0.47), ('Lighting', 10, 'Glass Globe', 58, 0.46),
    ('Garden', 1, 'Terracotta Planter', 39, 0.41), ('Garden', 2, 'Copper Watering Can', 54, 0.45), ('Garden', 3, 'Herb Kit', 26, 0.35),
    ('Garden', 4, 'Pruning Shears', 42, 0.43), ('Garden', 5, 'Garden Bench', 289, 0.58), ('Garden', 6, 'Bird Feeder', 34, 0.42),
    ('Garden', 7, 'Raised Bed', 159, 0.55), ('Garden', 8, 'Trellis', 47, 0.44), ('Garden', 9, 'Kneeling Mat', 22, 0.38), ('Garden', 10, 'Wheelbarrow', 138, 0.57),
    ('Outdoor', 1, 'Ember Camp Stove', 119, 0.52), ('Outdoor', 2, 'Picnic Blanket', 49, 0.43), ('Outdoor', 3, 'Folding Chair', 88, 0.50),
    ('Outdoor', 4, 'Cooler Bag', 64, 0.46), ('Outdoor', 5, 'Hammock', 109, 0.48), ('Outdoor', 6, 'Fire Pit', 249, 0.57),
    ('Outdoor', 7, 'Camp Mug', 19, 0.37), ('Outdoor', 8, 'Field Lantern', 57, 0.47), ('Outdoor', 9, 'Canvas Tote', 35, 0.39), ('Outdoor', 10, 'Trail Flask', 31, 0.40),
    ('Office', 1, 'Walnut Monitor Stand', 79, 0.49), ('Office', 2, 'Desk Organizer', 44, 0.43), ('Office', 3, 'Leather Desk Mat', 68, 0.45),
    ('Office', 4, 'Notebook Set', 24, 0.34), ('Office', 5, 'Standing Desk', 449, 0.61), ('Office', 6, 'Bookends', 39, 0.42),
    ('Office', 7, 'Pen Tray', 21, 0.36), ('Office', 8, 'Felt Pinboard', 56, 0.44), ('Office', 9, 'Task Chair', 329, 0.60), ('Office', 10, 'Wall Clock', 62, 0.46)
), finishes(finish, name, factor) as (values (1, 'Natural', 1.0), (2, 'Midnight', 1.08))
select
    row_number() over (order by category, position, finish)::int as product_id,
    thing || ', ' || f.name as name,
    thing as product_line,
    category,
    pick(['Fernhill', 'Tideline', 'Copperleaf', 'Northlight', 'Juniper & Co', 'Oak Harbor', 'Solstice', 'Wren'], draw(position * 7 + length(category) * 31, 1)) as brand,
    round(price * factor, 0)::decimal(10, 2) as list_price,
    round(round(price * factor, 0) * cost_share, 2)::decimal(10, 2) as unit_cost,
    case when thing = 'Lumen Desk Lamp' then days_ago(270) when position not in (2, 4) and draw(position * 100 + length(category), 2) < 0.15 then first_day() + 150 else date '2021-02-01' end as launched_on,
    case when thing = 'Ember Camp Stove' then days_ago(150) end as recalled_on,
    position,
    finish
from things, finishes as f;

-- How busy each day is: growth, the week, the year, Black Friday, and what happened.
create or replace table raw.days as
with calendar as (
    select unnest(generate_series(first_day(), getvariable('last_day')::date, interval 1 day))::date as day
), told as (
    select day, date_diff('day', day, getvariable('last_day')::date) as ago, from_black_friday(day) as friday, draw(date_diff('day', date '2000-01-01', day), 3) as luck from calendar
)
select
    day,
    exp(0.0009 * date_diff('day', first_day(), day))
    * [1.12, 1.04, 0.98, 0.97, 0.93, 0.88, 1.08][isodow(day)]
    * season(day)
    * case when friday = 0 then 3.4 when friday = 3 then 2.5 when friday in (1, 2) then 1.8 when friday between -4 and -1 then 1.35 when friday between 4 and 5 then 1.2 else 1 end
    * case when month(day) = 12 and day(day) between 21 and 24 then 0.62 when month(day) = 12 and day(day) between 25 and 26 then 0.38 else 1 end
    -- The outage: the checkout was down for most of a day and slow on the next.
    * case ago when 47 then 0.07 when 46 then 0.55 when 45 then 1.15 else 1 end
    -- The spike: a film star's kitchen.
    * case when ago between 70 and 75 then [1.20, 1.35, 1.60, 1.95, 2.15, 1.55][ago - 69] else 1 end
    -- The slump: a carrier's strike in the Midwest.
    * case when ago between 200 and 241 then 0.91 else 1 end
    * (0.92 + 0.16 * luck) as weight
from told;

-- The share of all business that was done before each day: what a draw in [0, 1) is looked up in.
create or replace table raw.days as
select day, weight, (sum(weight) over (order by day) - weight) / sum(weight) over () as share_before from raw.days;

create or replace table raw.customers as
with base as (
    select range::int as customer_id, (range - 3001) / 11000.0::double as place from range(1, 14001)
), joined as (
    -- Three thousand were there before the first day; the others come as the shop grows.
    select b.customer_id, case when b.customer_id <= 3000 then first_day() - (1 + floor((3000 - b.customer_id) / 3000.0 * 720))::int else d.day end as signed_up_on
    from base as b
    asof left join raw.days as d on b.place >= d.share_before
), placed as (
    select *, draw(customer_id, 11) as place, draw(customer_id, 12) as kind from joined
), regions as (
    select *, case when place < 0.27 then 'West' when place < 0.51 then 'Northeast' when place < 0.73 then 'South' when place < 0.91 then 'Midwest' else 'Canada' end as region from placed
)
select
    customer_id,
    pick(['Amelia', 'Noah', 'Isla', 'Leo', 'Maya', 'Owen', 'Clara', 'Theo', 'Nora', 'Felix', 'Ruby', 'Jonas', 'Ivy', 'Miles', 'Ada', 'Hugo', 'Lena', 'Oscar', 'Zoe', 'Elias', 'Mina', 'Caleb', 'Priya', 'Mateo', 'Yuki', 'Amir', 'Sofia', 'Kofi', 'Freya', 'Diego'], draw(customer_id, 13)) as first_name,
    pick(['Hart', 'Brooks', 'Lindqvist', 'Marsh', 'Okafor', 'Reyes', 'Tanaka', 'Whitlock', 'Singh', 'Bennett', 'Castillo', 'Dubois', 'Ellison', 'Fontaine', 'Grant', 'Holloway', 'Ivanova', 'Jensen', 'Kaplan', 'Larsen', 'Moreau', 'Nakamura', 'Osborne', 'Patel', 'Quinn', 'Rossi', 'Sandoval', 'Thorne', 'Vargas', 'Weaver'], draw(customer_id, 14)) as last_name,
    region,
    case region
        when 'West' then pick(['California', 'Washington', 'Oregon', 'Colorado', 'Arizona', 'Utah'], draw(customer_id, 15) ** 1.5)
        when 'Northeast' then pick(['New York', 'Massachusetts', 'Pennsylvania', 'New Jersey', 'Connecticut', 'Maine'], draw(customer_id, 15) ** 1.4)
        when 'South' then pick(['Texas', 'Florida', 'Georgia', 'North Carolina', 'Virginia', 'Tennessee'], draw(customer_id, 15) ** 1.3)
        when 'Midwest' then pick(['Illinois', 'Ohio', 'Michigan', 'Minnesota', 'Wisconsin', 'Missouri'], draw(customer_id, 15) ** 1.3)
        else pick(['Ontario', 'British Columbia', 'Quebec', 'Alberta'], draw(customer_id, 15) ** 1.3)
    end as state,
    case when kind < 0.71 then 'Consumer' when kind < 0.89 then 'Small Business' else 'Interior Designer' end as segment,
    pick(['Organic search', 'Paid search', 'Social', 'Referral', 'Email', 'Showroom'], draw(customer_id, 16) ** 1.35) as acquired_through,
    draw(customer_id, 17) < 0.46 as is_newsletter_subscriber,
    signed_up_on
from regions;

-- Orders and their lines: lines are dealt to orders until there are exactly 200,000.
create or replace table raw.order_sizes as
with dealt as (
    select range::int as order_id, case when draw(range, 21) < 0.30 then 1 when draw(range, 21) < 0.58 then 2 when draw(range, 21) < 0.80 then 3 when draw(range, 21) < 0.93 then 4 else 6 end as wanted
    from range(1, 100001)
), counted as (
    select order_id, wanted, sum(wanted) over (order by order_id) as until from dealt
)
select order_id, least(wanted, 200000 - (until - wanted))::int as lines from counted where until - wanted < 200000;

create or replace table raw.orders as
with numbered as (
    select order_id, (order_id - 0.5) / (select count(*) from raw.order_sizes) as place from raw.order_sizes
), dated as (
    select n.order_id, d.day, date_diff('day', d.day, getvariable('last_day')::date) as ago
    from numbered as n
    asof join raw.days as d on n.place >= d.share_before
), known as (
    select day, (select count(*) from raw.customers as c where c.signed_up_on <= d.day) as customers from raw.days as d
), bought as (
    -- Some come often: a third of the orders go to every seventh customer.
    select d.*,
        case when draw(order_id, 22) < 0.34 then greatest(1, 7 * floor(draw(order_id, 23) * customers / 7)) else 1 + floor(draw(order_id, 24) ** 0.8 * customers) end::int as first_choice,
        1 + floor(draw(order_id, 25) * customers)::int as second_choice
    from dated as d join known using (day)
), chosen as (
    select b.order_id, b.day, b.ago,
        case when c.region = 'Midwest' and b.ago between 200 and 241 and draw(b.order_id, 26) < 0.62 then b.second_choice else b.first_choice end as customer_id
    from bought as b join raw.customers as c on c.customer_id = b.first_choice
), drawn as (
    select o.*, c.region, c.segment, draw(order_id, 27) as channel, draw(order_id, 28) as luck, draw(order_id, 29) as pay, draw(order_id, 30) as coupon, from_black_friday(o.day) as friday,
        date_diff('day', first_day(), o.day) / 800.0 as age
    from chosen as o join raw.customers as c using (customer_id)
)
select
    order_id,
    customer_id,
    case
        when channel < 0.56 - 0.14 * age then 1
        when channel < 0.78 then 2
        when channel < 0.87 then 3
        else case region
            when 'Northeast' then 4 + (draw(order_id, 31) < 0.35)::int
            when 'Midwest' then 6 + (draw(order_id, 31) < 0.40)::int
            when 'South' then 8 + (draw(order_id, 31) < 0.42)::int
            when 'West' then 10 + (draw(order_id, 31) < 0.45)::int
            else 12 end
    end as store_id,
    -- Most people shop in the evening.
    day::timestamp + to_seconds(floor(86400 * (0.27 + 0.71 * (draw(order_id, 32) ** 0.72)))::int % 86400) as created_at,
    case
        when luck < case when ago in (46, 47) then 0.22 else 0.041 end then 'cancelled'
        when ago < 2 and luck < 0.85 then 'processing'
        when ago < 3 + 4 * draw(order_id, 33) then 'shipped'
        else 'completed'
    end as status,
    case when pay < 0.57 - 0.06 * age then 'Card' when pay < 0.80 then 'PayPal' when pay < 0.93 then 'Pay later' else 'Gift card' end as payment_method,
    case when friday between -4 and 3 and coupon < 0.70 then 'BLACKFRIDAY' when ago between 70 and 75 and coupon < 0.40 then 'STARKITCHEN' when coupon < 0.10 then 'WELCOME10' when coupon < 0.14 and segment = 'Interior Designer' then 'TRADE15' end as coupon,
    (2 + floor(5 * draw(order_id, 34) ** 1.4) + case when ago between 200 and 241 and region = 'Midwest' then 4 else 0 end + case when month(day) = 12 then 1 else 0 end)::int as delivery_days
from drawn;

create or replace table raw.order_lines as
with lines as (
    select o.order_id, unnest(range(1, s.lines + 1))::int as line, o.created_at::date as day, o.coupon, date_diff('day', o.created_at::date, getvariable('last_day')::date) as ago, c.segment
    from raw.orders as o join raw.order_sizes as s using (order_id) join raw.customers as c using (customer_id)
), keyed as (
    select *, order_id::bigint * 8 + line as k from lines
), categories as (
    -- Running shares of the categories, by quarter of the year.
    select *, draw(k, 41) as u, [[0.30, 0.52, 0.64, 0.74, 0.80], [0.22, 0.37, 0.46, 0.70, 0.90], [0.22, 0.37, 0.46, 0.60, 0.86], [0.33, 0.53, 0.72, 0.77, 0.84]][quarter(day)] as shares from keyed
), wished as (
    select *,
        case when ago between 70 and 75 and draw(k, 42) < 0.38 then 'Kitchen' when u < shares[1] then 'Kitchen' when u < shares[2] then 'Bed & Bath' when u < shares[3] then 'Lighting'
             when u < shares[4] then 'Garden' when u < shares[5] then 'Outdoor' else 'Office' end as category,
        1 + floor(10 * draw(k, 43) ** 1.5)::int as thing,
        1 + (draw(k, 44) < 0.37)::int as finish
    from categories
), available as (
    -- What is not sold on that day (recalled, or not launched) is replaced by the next thing of its category.
    select w.*, case when p.recalled_on <= w.day or p.launched_on > w.day then n.product_id else p.product_id end as product_id
    from wished as w
    join raw.products as p on p.category = w.category and p.position = w.thing and p.finish = w.finish
    join raw.products as n on n.category = w.category and n.position = case when w.thing = 2 then 4 else 2 end and n.finish = w.finish
), priced as (
    select a.*, p.list_price, p.unit_cost,
        case when draw(k, 45) < 0.76 then 1 when draw(k, 45) < 0.93 then 2 else case when segment = 'Consumer' then 3 else 6 end end as quantity,
        case coupon when 'BLACKFRIDAY' then 0.20 when 'STARKITCHEN' then 0.10 when 'WELCOME10' then 0.10 when 'TRADE15' then 0.15 else case when draw(k, 46) < 0.08 then 0.15 else 0 end end as off,
        -- Suppliers raised their prices a little every quarter; the shop followed only once a year.
        1 + 0.006 * floor(date_diff('day', first_day(), day) / 91.0) as inflation, 1 + 0.03 * floor(date_diff('day', first_day(), day) / 365.0) as raised
    from available as a join raw.products as p using (product_id)
)
select
    row_number() over (order by order_id, line)::int as order_item_id,
    order_id,
    product_id,
    quantity::int as quantity,
    round(list_price * raised, 2)::decimal(10, 2) as unit_price,
    round(quantity * list_price * raised * off, 2)::decimal(10, 2) as discount,
    round(quantity * unit_cost * inflation, 2)::decimal(10, 2) as cost
from priced
order by order_id, line;

create or replace table raw.returns as
with lines as (
    select l.*, o.customer_id, o.created_at::date as ordered_on, p.category, p.recalled_on,
        p.recalled_on is not null and o.created_at::date between p.recalled_on - 75 and p.recalled_on - 1 as is_recalled,
        draw(l.order_item_id, 51) as luck, draw(l.order_item_id, 52) as why, draw(l.order_item_id, 53) as late
    from raw.order_lines as l join raw.orders as o using (order_id) join raw.products as p using (product_id)
    where o.status = 'completed'
), dated as (
    select *, case when is_recalled and luck < 0.72 then recalled_on + floor(18 * late)::int else ordered_on + (5 + floor(24 * late ** 1.3))::int end as returned_on
    from lines
    where luck < case when is_recalled then 0.72 else case category when 'Bed & Bath' then 0.085 when 'Lighting' then 0.075 when 'Office' then 0.06 else 0.045 end * case when month(ordered_on) = 12 then 1.35 else 1 end end
)
select
    row_number() over (order by returned_on, order_item_id)::int as return_id,
    order_item_id, order_id, product_id, customer_id, returned_on,
    case when is_recalled then 'Recall' else pick(['Changed mind', 'Not as described', 'Damaged in transit', 'Wrong item', 'Arrived late'], why ** 1.25) end as reason,
    case when why < 0.5 then 'Resellable' when why < 0.8 then 'Repairable' else 'Written off' end as condition,
    round((quantity * unit_price - discount) * case when not is_recalled and late > 0.88 then 0.5 else 1 end, 2)::decimal(10, 2) as refund_amount
from dated
where returned_on <= getvariable('last_day')::date;

create or replace table raw.campaigns as
select * from (values
    (1, 'Brand Search', 'Paid search', 'Always on'), (2, 'Shopping Ads', 'Paid search', 'Always on'), (3, 'Weekly Letter', 'Email', 'Always on'),
    (4, 'Come Back Soon', 'Display', 'Always on'), (5, 'Friends of the House', 'Affiliate', 'Always on'), (6, 'Small Rooms', 'Social', 'Always on'),
    (7, 'Spring Planting', 'Social', 'Seasonal'), (8, 'Long Evenings', 'Social', 'Seasonal'), (9, 'Back to Desk', 'Paid search', 'Seasonal'),
    (10, 'Black Friday', 'Display', 'Seasonal'), (11, 'Gifts That Last', 'Email', 'Seasonal'), (12, 'Star Kitchen', 'Social', 'One-off')
) as t(campaign_id, name, channel, kind);

create or replace table raw.marketing_days as
with active as (
    select d.day, d.weight, c.campaign_id, c.channel, date_diff('day', d.day, getvariable('last_day')::date) as ago, from_black_friday(d.day) as friday, date_diff('day', date '2000-01-01', d.day) * 20 + c.campaign_id as k, c.kind
    from raw.days as d, raw.campaigns as c
    where c.kind = 'Always on'
       or (c.campaign_id = 7 and month(d.day) between 3 and 5) or (c.campaign_id = 8 and month(d.day) between 6 and 8) or (c.campaign_id = 9 and month(d.day) between 8 and 9)
       or (c.campaign_id = 10 and from_black_friday(d.day) between -14 and 4) or (c.campaign_id = 11 and d.day between make_date(year(d.day)::int, 11, 25) and make_date(year(d.day)::int, 12, 20))
       or (c.campaign_id = 12 and date_diff('day', d.day, getvariable('last_day')::date) between 68 and 82)
), spent as (
    select *,
        [310, 420, 140, 190, 150, 240, 260, 280, 230, 620, 210, 900][campaign_id] * exp(0.0007 * date_diff('day', first_day(), day)) * (0.85 + 0.3 * draw(k, 61))
        * case when kind = 'Always on' and friday between -7 and 4 then 1.6 else 1 end
        -- Shopping Ads: the bids were doubled by mistake for three weeks.
        * case when campaign_id = 2 and ago between 110 and 130 then 2.1 else 1 end as spend,
        [1.10, 0.85, 0.41, 0.55, 0.70, 0.62, 0.58, 0.60, 0.92, 0.48, 0.38, 0.31][campaign_id] * (0.9 + 0.2 * draw(k, 62)) * case when campaign_id = 2 and ago between 110 and 130 then 1.75 else 1 end as cost_per_click
    from active
), clicked as (
    select *, floor(spend / cost_per_click)::int as clicks, [0.062, 0.021, 0.045, 0.006, 0.018, 0.012, 0.011, 0.012, 0.024, 0.009, 0.052, 0.017][campaign_id] * (0.9 + 0.2 * draw(k, 63)) as click_rate,
        [0.052, 0.034, 0.030, 0.013, 0.024, 0.015, 0.016, 0.015, 0.026, 0.022, 0.034, 0.021][campaign_id] * (0.85 + 0.3 * draw(k, 64))
        * case ago when 47 then 0.08 when 46 then 0.6 else 1 end as order_rate
    from spent
)
select day, campaign_id, round(spend, 2)::decimal(10, 2) as spend, floor(clicks / click_rate)::int as impressions, clicks, round(clicks * order_rate)::int as orders,
    round(round(clicks * order_rate) * (128 + 40 * draw(k, 65)), 2)::decimal(12, 2) as revenue
from clicked
order by day, campaign_id;

create or replace table raw.tickets as
with from_orders as (
    select o.order_id, o.customer_id, o.created_at, o.delivery_days, date_diff('day', o.created_at::date, getvariable('last_day')::date) as ago, c.region, draw(o.order_id, 71) as luck, draw(o.order_id, 72) as what,
        exists (select 1 from raw.order_lines as l join raw.products as p using (product_id) where l.order_id = o.order_id and p.recalled_on is not null and o.created_at::date between p.recalled_on - 75 and p.recalled_on - 1) as is_recalled
    from raw.orders as o join raw.customers as c using (customer_id)
), asked as (
    select order_id, customer_id, ago, luck,
        case when is_recalled and luck < 0.30 then 'Product safety' when ago in (45, 46, 47) and what < 0.75 then 'Website'
             when region = 'Midwest' and ago between 200 and 241 then 'Delivery' else pick(['Delivery', 'Returns', 'Product question', 'Payment', 'Website', 'Account'], what ** 1.3) end as topic,
        case when is_recalled and luck < 0.30 then (days_ago(150) + floor(12 * what)::int)::timestamp + to_seconds(floor(86400 * draw(order_id, 73))::int)
             else created_at + to_minutes(floor((case when ago in (46, 47) then 0.3 else 6 end) * 1440 * draw(order_id, 73) + 20)::int) end as created_at
    from from_orders
    where luck < case when is_recalled then 0.30 when ago in (46, 47) then 0.55 when region = 'Midwest' and ago between 200 and 241 then 0.24 else 0.105 end
    union all
    -- On the day of the outage many wrote who could not order at all.
    select null, 1 + floor(draw(range, 74) * 13000)::int, 47, draw(range, 75), 'Website', days_ago(47)::timestamp + to_seconds(28800 + floor(54000 * draw(range, 76))::int) from range(1, 261)
), numbered as (
    select row_number() over (order by created_at, customer_id, order_id)::int as ticket_id, * from asked where created_at < days_ago(-1)::timestamp
), answered as (
    select *, draw(ticket_id, 78) as mood,
        round((12 + 340 * draw(ticket_id, 77) ** 2.2) * case topic when 'Website' then case when ago in (45, 46, 47) then 4 else 1 end when 'Delivery' then case when ago between 200 and 241 then 2.2 else 1 end else 1 end)::int as first_response_minutes
    from numbered
), solved as (
    select *, created_at + to_minutes((first_response_minutes * 2 + 60 * 110 * mood ** 3)::int) as solved_at from answered
)
select
    ticket_id, order_id, customer_id, topic, created_at,
    pick(['Email', 'Chat', 'Phone'], draw(ticket_id, 79) ** 1.2) as channel,
    case when topic in ('Product safety', 'Payment') then 'High' when draw(ticket_id, 80) < 0.55 then 'Normal' when draw(ticket_id, 80) < 0.85 then 'Low' else 'High' end as priority,
    first_response_minutes,
    case when solved_at < days_ago(-1)::timestamp then solved_at end as resolved_at,
    case when draw(ticket_id, 81) < 0.44 then greatest(1, least(5, round(5.4 - 2.4 * mood - first_response_minutes / 260.0)))::int end as satisfaction
from solved;

create or replace table raw.visits as
with grid as (
    select d.day, d.weight, s.source, s.share as source_share, v.device, v.share as device_share, s.rate * v.rate as rate, date_diff('day', d.day, getvariable('last_day')::date) as ago,
        date_diff('day', date '2000-01-01', d.day) * 40 + s.n * 5 + v.n as k
    from raw.days as d,
        (values (1, 'Organic search', 0.34, 1.0), (2, 'Paid search', 0.22, 1.1), (3, 'Social', 0.18, 0.55), (4, 'Email', 0.11, 1.6), (5, 'Direct', 0.15, 1.25)) as s(n, source, share, rate),
        (values (1, 'Mobile', 0.58, 0.72), (2, 'Desktop', 0.35, 1.45), (3, 'Tablet', 0.07, 1.0)) as v(n, device, share, rate)
), counted as (
    -- During the outage people came, and could not pay.
    select *, floor(2350 * case ago when 47 then weight / 0.07 when 46 then weight / 0.75 else weight end * source_share * device_share * (0.9 + 0.2 * draw(k, 91)))::int as sessions from grid
), viewed as (
    select *, floor(sessions * (0.55 + 0.1 * draw(k, 92)))::int as product_views from counted
), carted as (
    select *, floor(product_views * least(0.5, 0.081 * rate * (0.9 + 0.2 * draw(k, 93))))::int as carts from viewed
), checked as (
    select *, floor(carts * (0.56 + 0.08 * draw(k, 94)))::int as checkouts from carted
)
select day, source, device, sessions, product_views, carts, checkouts, floor(checkouts * (0.74 + 0.1 * draw(k, 95)) * case ago when 47 then 0.06 when 46 then 0.6 else 1 end)::int as purchases
from checked
order by day, source, device;
