DROP TABLE invoice, invoice_counter;
