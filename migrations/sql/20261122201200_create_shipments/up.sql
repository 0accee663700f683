-- That an order left the house, and how it can be followed.
CREATE TABLE shipment (
    order_id     uuid CONSTRAINT shipment_pkey PRIMARY KEY CONSTRAINT shipment_order_id_fkey REFERENCES orders,
    tracking_url text,
    shipped_at   timestamptz NOT NULL
);
