DROP TABLE stock_item, location;
