-- Stock per variant and place. Shown stock may lag behind, sold stock never: a hold is one conditional
-- UPDATE, and the checks below make a negative shelf impossible.
CREATE TABLE location (
    id   smallint CONSTRAINT location_pkey PRIMARY KEY,
    name text NOT NULL CONSTRAINT location_name_key UNIQUE
);
INSERT INTO location VALUES (1, 'Warehouse');

CREATE TABLE stock_item (
    variant_id  uuid     NOT NULL CONSTRAINT stock_item_variant_id_fkey REFERENCES variant,
    location_id smallint NOT NULL CONSTRAINT stock_item_location_id_fkey REFERENCES location,
    on_hand     int      NOT NULL CONSTRAINT stock_item_on_hand_not_negative CHECK (on_hand >= 0),
    reserved    int      NOT NULL DEFAULT 0 CONSTRAINT stock_item_reserved_not_negative CHECK (reserved >= 0),
    CONSTRAINT stock_item_pkey PRIMARY KEY (variant_id, location_id),
    CONSTRAINT stock_item_reserved_on_hand CHECK (reserved <= on_hand)
);
